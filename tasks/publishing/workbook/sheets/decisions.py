"""*Keputusan*: every decision about the area's findings and due dates, who took it, when and why, and how it stands."""

from tasks.findings.decisions import EXPIRED, IN_FORCE
from tasks.publishing.workbook.sheet import Sheet
from tasks.publishing.workbook.sheets import villages


def write(sheet: Sheet) -> None:
    """Fill the sheet from *decisions*, what was recorded last first; what no longer counts stays listed."""
    part = sheet.part
    table = part.tables.decisions
    rows = table.assign(number=range(1, len(table) + 1), village=part.named_if_any(table["village_code"]))
    summary = sheet.text(
        "decisions_summary",
        decisions=len(rows),
        in_force=int((rows["status"] == IN_FORCE).sum()),
        expired=int((rows["status"] == EXPIRED).sum()),
    )
    links = {"village_code": villages.links(part, rows["village_code"])}
    sheet.main_table(rows, sheet.columns("decisions"), summary, links=links)
