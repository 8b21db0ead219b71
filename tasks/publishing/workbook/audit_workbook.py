"""The audit workbook: every sheet of ``workbook_sheets.csv`` for one area."""

from pathlib import Path

from data.register import Area
from data.sentences import text
from data.workbook import sheet_plans
from tasks.manifest.audit_context import AuditContext
from tasks.publishing.workbook.part import part_of
from tasks.publishing.workbook.sheets import WRITERS
from tasks.publishing.workbook.workbook import write_workbook
from tasks.scoring.results import Results


def write_audit_workbook(facts: AuditContext, area: Area, results: Results, path: Path) -> None:
    """Write the workbook of the audit's own area, or of one district of it.

    In: the *result* tables, masked. Out: a file without formulas, macros or links to other files.
    """
    language = facts.scope.language
    title = f"{text('product', language)} {area.name} {facts.scope.period.in_words(language)}"
    part = part_of(facts, area, results)
    tables = part.tables.by_name()
    plans = [plan for plan in sheet_plans() if not plan.only_with or not tables[plan.only_with].empty]
    write_workbook(part, plans, WRITERS, title, path)


def workbook_name(area: Area, facts: AuditContext) -> str:
    """Return the file's name, such as ``audit-35.03-2024-10.xlsx``."""
    return f"audit-{area.code}-{facts.scope.period}.xlsx"
