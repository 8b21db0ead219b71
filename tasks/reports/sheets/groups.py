"""*Temuan*: what an auditor writes up, one row a village and rule, worst first; cause and effect are the auditor's."""

from data.workbook import column_plans, sentence, sheet_plan
from tasks.reports.sheet import FIRST_ROW, Sheet, place
from tasks.reports.sheets import villages


def write(sheet: Sheet) -> None:
    """Fill the sheet from ``AuditPart.groups``; each row leads to its rows in *Mutu Data*."""
    groups = sheet.part.groups
    detail, columns = sheet_plan("findings").title, column_plans("findings")
    last_column = chr(ord("A") + len(columns) - 1)
    spans = [
        (FIRST_ROW + int(first), FIRST_ROW + int(last))
        for first, last in zip(groups["first"], groups["last"], strict=True)
    ]
    words = [
        sentence("group_link", first=first, last=last) if last > first else sentence("group_link_one", first=first)
        for first, last in spans
    ]
    rows = groups.assign(number=range(1, len(groups) + 1), details=words)
    severities = groups["severity"].value_counts()
    summary = sentence(
        "groups_summary",
        groups=len(groups),
        details=len(sheet.part.findings),
        block=int(severities.get("block", 0)),
        explain=int(severities.get("explain", 0)),
        advise=int(severities.get("advise", 0)),
    )
    links: dict[str, list[str | None]] = {
        "details": [place(detail, f"A{first}:{last_column}{last}") for first, last in spans],
        "village_code": villages.links(sheet.part, groups["village_code"]),
    }
    sheet.main_table(rows, column_plans("groups"), summary, links=links)
