"""Whatever villages and inspectors do in whatever order: the books balance, no word is lost, replays are the same."""

import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tasks.ledger.decisions import Decision, as_table, decided, record_decisions
from tasks.ledger.engine import opened_ledger
from tasks.ledger.schema import DECISIONS
from tasks.publishing.reconciliation import balance, require_agreement
from tasks.publishing.workbook.part import part_of
from tests.builders import VILLAGE
from tests.ledger.auditing import Audited, Office
from tests.ledger.returns import fill

pytestmark = pytest.mark.process

STARTS = date(2024, 11, 3)
NAMES = ("hadir.xlsx", "hadir (1).xlsx")
CODES = ("H", "TK", "??")

Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["send", "send", "remove", "accept", "waive", "audit"]), st.integers(0, 1), st.integers(0, 2)
    ),
    min_size=3,
    max_size=6,
)


@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),  # a step is a whole audit: shrinking would take many minutes
)
@given(STEPS)
def test_any_history(steps: Sequence[Step]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        opened_ledger(Path(folder) / "home") as ledger,
    ):
        inbox = Path(folder) / "inbox"
        inbox.mkdir()
        office = Office(inbox, Path(folder) / "home", ledger)
        audits = [office.audit(VILLAGE, "2024-10", STARTS)]
        for day, (what, which, how) in enumerate(steps, start=1):
            today = STARTS + timedelta(days=2 * day)
            _act(office, what, which, how, audits[-1], today)
            if what == "audit":
                audits.append(office.audit(VILLAGE, "2024-10", today))
        audits.append(office.audit(VILLAGE, "2024-10", STARTS + timedelta(days=30)))
        for audited in audits:
            _require_balance(audited)
        _require_every_decision(office, audits[-1])
        for audited in audits:
            _require_same(audited, office.audit(VILLAGE, "2024-10", audited.known.facts.scope.as_of))


def _act(office: Office, what: str, which: int, how: int, last: Audited, today: date) -> None:
    path = office.inbox / f"{VILLAGE} Besuki" / NAMES[which]
    if what == "send":
        fill(office.inbox, "2024-10", name=NAMES[which], codes={3: CODES[how]})
    elif what == "remove":
        path.unlink(missing_ok=True)
    elif what in {"accept", "waive"}:
        about: dict[str, object] = {"kind": "EXPLANATION_ACCEPTED", "finding": last.findings["finding_id"].iloc[how]}
        if what == "waive":
            about = {"kind": "WAIVER", "rule": "D09", "village_code": VILLAGE, "period": "2024-10"}
            about |= {"expires_on": today + timedelta(days=7)}
        about |= {"reason": "Banjir", "requested_by": "Sutrisno", "approved_by": "Siti", "origin": "command"}
        said = Decision(decided_on=today, **about)  # type: ignore[arg-type]
        with office.ledger.begin() as connection:
            record_decisions(connection, as_table([decided(said, last.findings)]), last.known.audited_at)


def _require_balance(audited: Audited) -> None:
    facts = audited.known.facts
    require_agreement(balance(part_of(facts, facts.scope.area, audited.results)))


def _require_every_decision(office: Office, audited: Audited) -> None:
    with office.ledger.connect() as connection:
        recorded = set(connection.scalars(select(DECISIONS.c.decision_id)))
    assert set(audited.results.decisions["decision_id"]) == recorded


def _require_same(first: Audited, again: Audited) -> None:
    assert again.known.facts == first.known.facts
    for name, table in first.results.by_name().items():
        pd.testing.assert_frame_equal(getattr(again.results, name), table, obj=name)
