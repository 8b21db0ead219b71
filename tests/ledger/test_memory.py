"""What an audit knows of earlier ones, with real files in a real inbox and both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError

from data.reference import LOCAL_FOLDER
from tasks.ledger.schema import AUDITS, METADATA
from tests.builders import VILLAGE
from tests.ledger.auditing import Audited, Office
from tests.ledger.returns import fill
from tests.reference.changing import forget_tables

pytestmark = pytest.mark.process

Contents = dict[str, list[object]]

DUE, DAY_AFTER, LATER, LOCKED = (date(2024, 11, day) for day in (5, 6, 11, 21))


@pytest.fixture
def office(ledger: Engine, tmp_path: Path) -> Office:
    return Office(tmp_path / "inbox", tmp_path / "home", ledger)


def _states(audited: Audited, rule: str) -> list[str]:
    findings = audited.findings
    return findings.loc[findings["rule"] == rule, "state"].tolist()


def test_the_same_question_gets_the_same_answer_whenever_it_is_asked(office: Office) -> None:
    fill(office.inbox, "2024-10", codes={3: "??"})
    first = office.audit(VILLAGE, "2024-10", DAY_AFTER)
    later = office.audit(VILLAGE, "2024-10", LATER)
    again = office.audit(VILLAGE, "2024-10", DAY_AFTER)
    assert again.known.facts == first.known.facts != later.known.facts
    for name, table in first.results.by_name().items():
        pd.testing.assert_frame_equal(getattr(again.results, name), table)
    with office.ledger.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(AUDITS)) == 2


def test_a_finding_persists_until_it_is_mended_and_then_is_resolved(office: Office) -> None:
    fill(office.inbox, "2024-10", codes={3: "??"})
    assert _states(office.audit(VILLAGE, "2024-10", DAY_AFTER), "D09") == ["new"]
    assert _states(office.audit(VILLAGE, "2024-10", DAY_AFTER.replace(day=7)), "D09") == ["persisting"]
    fill(office.inbox, "2024-10", codes={3: "H"})
    mended = office.audit(VILLAGE, "2024-10", LATER)
    assert _states(mended, "D09") == []
    resolved = mended.results.resolved
    assert resolved.loc[resolved["rule"] == "D09", ["state", "cell"]].to_numpy().tolist() == [["resolved", "H2"]]
    after = office.audit(VILLAGE, "2024-10", LATER.replace(day=12))
    assert "D09" in set(after.results.resolved["rule"])


def test_a_finding_about_a_form_that_is_not_judged_again_is_not_resolved(office: Office) -> None:
    fill(office.inbox, "2024-10", identifier="123")
    office.audit(VILLAGE, "2024-10", DAY_AFTER)
    silent = office.audit(VILLAGE, "2024-11", date(2024, 12, 6))
    assert silent.results.resolved.empty
    assert sorted(_states(silent, "S01")) == ["new", "persisting", "persisting", "persisting"]


def test_a_finding_without_a_day_is_followed_into_the_next_month(office: Office) -> None:
    fill(office.inbox, "2024-10", identifier="123")
    office.audit(VILLAGE, "2024-10", DAY_AFTER)
    fill(office.inbox, "2024-11", identifier="123", name="november.xlsx")
    found = office.audit(VILLAGE, "2024-11", date(2024, 12, 6)).findings
    kept = found.loc[found["rule"] == "D01", ["state", "first_period"]]
    assert kept.to_numpy().tolist() == [["persisting", "2024-10"]]


def test_a_replaced_file_stays_received_and_its_changed_cells_are_named(office: Office) -> None:
    fill(office.inbox, "2024-10", codes={3: "TK"})
    office.audit(VILLAGE, "2024-10", DAY_AFTER)
    fill(office.inbox, "2024-10", codes={3: "S"})
    audited = office.audit(VILLAGE, "2024-10", LATER)
    told = audited.results.submissions.query("form == 'attendance'")[["file", "state"]].to_numpy().tolist()
    file = f"{VILLAGE} Besuki/hadir.xlsx"
    assert told == [[file, "current"], [f"{file} [versi 1]", "superseded"]]
    changed = audited.results.changes[["field", "before", "after", "cell"]]
    assert changed.to_numpy().tolist() == [["3", "TK", "S", "H2"]]
    late = audited.findings.query("rule == 'S02'")
    assert late["file"].tolist() == [file]


def test_what_an_audit_counted_goes_on_counting_when_its_file_is_removed(office: Office) -> None:
    sent = fill(office.inbox, "2024-10")
    before = office.audit(VILLAGE, "2024-10", DAY_AFTER)
    sent.unlink()
    after = office.audit(VILLAGE, "2024-10", LATER)
    kept = ["village_code", "thj", "klk", "status"]
    pd.testing.assert_frame_equal(after.results.villages[kept], before.results.villages[kept])


def test_an_audit_of_an_earlier_day_does_not_know_what_came_later(office: Office) -> None:
    fill(office.inbox, "2024-10", codes={3: "TK"})
    first = office.audit(VILLAGE, "2024-10", DAY_AFTER)
    fill(office.inbox, "2024-10", codes={3: "S"})
    office.audit(VILLAGE, "2024-10", LATER)
    replayed = office.audit(VILLAGE, "2024-10", DAY_AFTER)
    days = ["date", "code"]
    pd.testing.assert_frame_equal(replayed.results.person_days[days], first.results.person_days[days])


@pytest.mark.parametrize(("colleagues", "copied"), [(("Rina Wati", "Agus Salim"), ["2024-09"]), (("Rina Wati",), [])])
def test_last_months_attendance_sent_again_is_a_copy(
    office: Office, colleagues: tuple[str, ...], copied: list[str]
) -> None:
    """Of fewer than three rows with a name nobody can say that they were copied."""
    fill(office.inbox, "2024-09", every_day="H", colleagues=colleagues)
    office.audit(VILLAGE, "2024-09", date(2024, 10, 6))
    fill(office.inbox, "2024-11", name="november.xlsx", every_day="H", colleagues=colleagues)
    found = office.audit(VILLAGE, "2024-11", date(2024, 12, 6)).findings
    assert found.loc[found["rule"] == "S09", "value"].tolist() == copied


def test_a_change_after_the_lock_is_told_and_makes_a_revision(office: Office) -> None:
    fill(office.inbox, "2024-10", codes={3: "TK"})
    assert office.audit(VILLAGE, "2024-10", DAY_AFTER).known.facts.revision == 0
    fill(office.inbox, "2024-10", codes={3: "S"})
    revised = office.audit(VILLAGE, "2024-10", LOCKED)
    assert revised.known.facts.revision == 1
    assert _states(revised, "S12") == ["new"]
    assert office.audit(VILLAGE, "2024-10", LOCKED).known.facts.revision == 1
    assert office.audit(VILLAGE, "2024-10", LOCKED.replace(day=22)).known.facts.revision == 2


def test_figures_of_earlier_months_are_there_for_the_trend(office: Office) -> None:
    fill(office.inbox, "2024-09", name="september.xlsx")
    fill(office.inbox, "2024-10", name="oktober.xlsx")
    office.audit(VILLAGE, "2024-09", date(2024, 10, 6))
    figures = office.audit(VILLAGE, "2024-10", DAY_AFTER).history.earlier_figures
    own = figures[figures["area_code"] == VILLAGE].set_index("indicator")["value"]
    assert (own["received"], own["expected"], own["thj"]) == (1, 1, 1)
    assert set(figures["period"]) == {"2024-09"}


def test_an_audit_that_dies_leaves_nothing_but_the_receipts(office: Office, contents: Callable[[], Contents]) -> None:
    fill(office.inbox, "2024-10", codes={3: "??"})
    office.audit(VILLAGE, "2024-10", DAY_AFTER)
    before = contents()
    fill(office.inbox, "2024-10", codes={3: "H"})
    office.audit(VILLAGE, "2024-10", LATER, recorded=False)
    changed = {name for name, rows in contents().items() if rows != before[name]}
    assert changed == {"looks", "receipts"}


def test_what_a_dead_audit_saw_in_time_stays_in_time(office: Office) -> None:
    """R2: the audit that first saw the file was killed, and the next one came after the due date."""
    fill(office.inbox, "2024-10", name="lain.txt")
    office.audit(VILLAGE, "2024-10", DUE.replace(day=1))
    fill(office.inbox, "2024-10")
    seen = office.audit(VILLAGE, "2024-10", DUE.replace(day=4), recorded=False)
    after = office.audit(VILLAGE, "2024-10", LATER)
    figures = ["status", "ktw"]
    pd.testing.assert_frame_equal(after.results.villages[figures], seen.results.villages[figures])
    assert _states(after, "S02") == []


def test_recording_that_fails_half_way_leaves_nothing(office: Office, contents: Callable[[], Contents]) -> None:
    fill(office.inbox, "2024-10")
    audited = office.audit(VILLAGE, "2024-10", DAY_AFTER, recorded=False)
    before = contents()
    without_level = pd.DataFrame([{"village_code": VILLAGE, "variable": "NETRALITAS", "source": "DESA"}])
    broken = replace(audited, left=replace(audited.left, vulnerabilities=without_level))
    with pytest.raises(IntegrityError):
        office.record(broken)
    assert contents() == before


@pytest.fixture
def contents(ledger: Engine) -> Callable[[], Contents]:
    """Return a function that tells everything that the ledger holds."""

    def told() -> Contents:
        with ledger.connect() as connection:
            return {table.name: list(connection.execute(select(table)).all()) for table in METADATA.sorted_tables}

    return told


def test_an_audit_under_other_reference_data_is_recorded_as_another(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fill(office.inbox, "2024-10", codes={3: "??"})
    first = office.audit(VILLAGE, "2024-10", DAY_AFTER)
    own = tmp_path / "installation" / LOCAL_FOLDER
    own.mkdir(parents=True)
    (own / "titles.csv").write_text("title,source\nGus,sapaan\n", encoding="utf-8")
    monkeypatch.setenv("NETRALITAS_HOME", str(own.parent))
    forget_tables()
    try:
        second = office.audit(VILLAGE, "2024-10", DAY_AFTER)
    finally:
        monkeypatch.undo()
        forget_tables()
    assert first.known.facts.audit_id != second.known.facts.audit_id
    with office.ledger.connect() as connection:
        recorded = set(connection.scalars(select(AUDITS.c.audit_id)))
    assert {first.known.facts.audit_id, second.known.facts.audit_id} <= recorded
