"""*Laporan Netralitas*: the register of cases with stage, age and the stage's limit; an allegation is no violation."""

from tasks.publishing.workbook.sheet import Sheet
from tasks.publishing.workbook.sheets import villages
from tasks.publishing.workbook.violation_words import told_cases


def write(sheet: Sheet) -> None:
    """Fill the sheet from cases, open ones first, the oldest on top."""
    part = sheet.part
    rows = part.with_village_name(told_cases(part.tables.cases, sheet.language)).sort_values(
        ["open", "age_days", "case_id"], ascending=[False, False, True], ignore_index=True
    )
    summary = sheet.text("reports_summary", cases=len(rows), open=int(rows["open"].sum()))
    links = {"village_code": villages.links(part, rows["village_code"])}
    sheet.main_table(rows, sheet.columns("reports"), summary, links=links)
