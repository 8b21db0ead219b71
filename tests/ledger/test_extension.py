"""An extension of the due date: lateness, its indicator and what is told follow it, for that village and month."""

from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine

from tasks.ledger.decisions import Decision, as_table, decided, known_findings, record_decisions
from tasks.publishing.workbook.audit_workbook import write_audit_workbook
from tests.builders import VILLAGE
from tests.ledger.auditing import Audited, Office
from tests.ledger.returns import fill
from tests.publishing.reading_back import table_rows

pytestmark = pytest.mark.process

DUE, AFTER, LATE = date(2024, 11, 5), date(2024, 11, 6), date(2024, 11, 9)


def _late(audited: Audited) -> tuple[bool, float]:
    figures = audited.results.indicators.query("area_code == @VILLAGE and indicator == 'ktw'")
    return bool(audited.findings["rule"].eq("S02").any()), float(figures["numerator"].item())


def test_what_comes_before_the_extended_date_is_in_time(ledger: Engine, tmp_path: Path) -> None:
    office = Office(tmp_path / "inbox", tmp_path / "home", ledger)
    office.inbox.mkdir()
    office.audit(VILLAGE, "2024-10", AFTER)  # nobody is late unless somebody looked after the due date
    fill(office.inbox, "2024-10")
    late, lower = _late(office.audit(VILLAGE, "2024-10", LATE))
    assert late
    told = {"village_code": VILLAGE, "period": "2024-10", "new_date": date(2024, 11, 12), "reason": "Banjir"}
    people = {"requested_by": "Sutrisno", "approved_by": "Siti Aminah", "decided_on": DUE, "origin": "command"}
    with ledger.begin() as connection:
        row = decided(Decision(kind="EXTENSION", **told, **people), known_findings(connection))  # type: ignore[arg-type]
        record_decisions(connection, as_table([row]), datetime(2024, 11, 9, 3, tzinfo=UTC))
    extended = office.audit(VILLAGE, "2024-10", LATE)
    late, higher = _late(extended)
    assert not late
    assert higher > lower
    facts = extended.known.facts
    write_audit_workbook(facts, facts.scope.area, extended.results, tmp_path / "audit.xlsx")
    (lacking,) = table_rows(openpyxl.load_workbook(tmp_path / "audit.xlsx"), "BelumMasuk")
    assert (lacking["Batas waktu"], lacking["Hari lewat batas"]) == (datetime(2024, 11, 12), 0)  # noqa: DTZ001
