"""*Tindak Lanjut*: 60 days to answer since the audit that first told a finding, and 30 to examine it."""

from datetime import date, timedelta
from pathlib import Path

import openpyxl

from data.calendar import Period
from data.register import area
from data.scope import audit_day
from data.tables import frame
from tasks.publishing.workbook.audit_workbook import write_audit_workbook
from tasks.scoring.results import Results
from tests.publishing.reading_back import table_rows
from tests.publishing.synthetic import facts_for, tables_for

AREA = "35.03.01"


def test_dates_follow_the_first_telling_and_the_answer(tmp_path: Path) -> None:
    """Peraturan BPK 2/2017 art. 3 and 5."""
    tables, facts = tables_for(AREA), facts_for(AREA)
    findings = tables["findings"].copy()
    old = findings["group_id"].iloc[0]
    findings.loc[findings["group_id"] == old, "first_period"] = "2024-08"
    answered = {"group_id": old, "village_code": findings["village_code"].iloc[0], "status": 2, "verifier": "Siti"}
    answered |= {
        "date": date(2024, 11, 4),
        "file": "_auditor/tl.xlsx",
        "row": 8,
        "received_on": date(2024, 11, 5),
        "differs": False,
    }
    given = tables | {"findings": findings, "follow_ups": frame("follow_ups", "result", [answered])}
    write_audit_workbook(facts, area(AREA), Results(**given), tmp_path / "audit.xlsx")
    rows = table_rows(openpyxl.load_workbook(tmp_path / "audit.xlsx"), "TindakLanjut")
    dates = {row["ID temuan"]: (row["Jawaban paling lambat"], row["Ditelaah paling lambat"]) for row in rows}
    first, second = dates.pop(old)
    assert first.date() == audit_day(Period(2024, 8)) + timedelta(days=60)
    assert second.date() == date(2024, 12, 4)
    assert {day.date() for day, _ in dates.values()} == {facts.scope.as_of + timedelta(days=60)}
    assert {review for _, review in dates.values()} == {None}
