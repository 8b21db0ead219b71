"""*Rincian Temuan*: one row a finding: file, sheet, cell, what the cell shows, what is on record, how to mend it."""

from data.figures import value_text
from tasks.publishing.workbook.sheet import Sheet
from tasks.publishing.workbook.sheets import villages


def write(sheet: Sheet) -> None:
    """Fill the sheet from ``AuditPart.findings``; the order is that of *Temuan*, so a group's rows stand together."""
    part = sheet.part
    rows = part.findings.assign(
        number=range(1, len(part.findings) + 1),
        value=part.findings["value"].map(lambda value: value_text(value, sheet.language), na_action="ignore"),
    )
    summary = sheet.text("findings_summary", details=len(rows), groups=len(part.groups))
    links = {"village_code": villages.links(part, rows["village_code"])}
    sheet.main_table(rows, sheet.columns("findings"), summary, links=links)
