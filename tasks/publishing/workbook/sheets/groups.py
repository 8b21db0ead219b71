"""*Temuan*: what an auditor writes up, one row a village and rule, worst first; cause and effect are the auditor's."""

from collections import defaultdict

from openpyxl.utils import get_column_letter

from data.figures import date_text
from data.workbook import sheet_plan
from tasks.findings.decisions import EXPIRED, IN_FORCE
from tasks.publishing.workbook.part import AuditPart
from tasks.publishing.workbook.sheet import FIRST_ROW, Sheet, place
from tasks.publishing.workbook.sheets import villages


def write(sheet: Sheet) -> None:
    """Fill the sheet from ``AuditPart.groups``; each row leads to its rows in *Rincian Temuan*."""
    groups = sheet.part.groups
    detail, columns = sheet_plan("findings").title, sheet.columns("findings")
    last_column = get_column_letter(len(columns))
    spans = [
        (FIRST_ROW + int(first), FIRST_ROW + int(last))
        for first, last in zip(groups["first"], groups["last"], strict=True)
    ]
    words = [
        sheet.text("group_link", first=first, last=last) if last > first else sheet.text("group_link_one", first=first)
        for first, last in spans
    ]
    responses = groups["group_id"].map(_responses(sheet.part)).astype("str")
    rows = groups.assign(number=range(1, len(groups) + 1), details=words, response=responses)
    severities = groups["severity"].value_counts()
    summary = sheet.text(
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
    sheet.main_table(rows, sheet.columns("groups"), summary, links=links)


def _responses(part: AuditPart) -> dict[str, str]:
    """Return what was decided about each group: decisions in force, and waivers that ended."""
    table = part.tables.decisions
    table = table[table["status"].isin([IN_FORCE, EXPIRED])].dropna(subset="group_ids")
    told: defaultdict[str, list[str]] = defaultdict(list)
    names = ["words", "reason", "approved_by", "status"]
    facts = zip(*(table[name] for name in names), strict=True)
    for ids, day, fact in zip(table["group_ids"], table["decided_on"], facts, strict=True):
        known = dict(zip(names, fact, strict=True)) | {"decided_on": date_text(day, part.language)}
        sentence = part.text("decision_response", **known)
        for group_id in ids.split("; "):
            told[group_id].append(sentence)
    return {group_id: "\n".join(texts) for group_id, texts in told.items()}
