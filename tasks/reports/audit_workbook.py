"""The audit workbook: every sheet of ``workbook_sheets.csv`` for one area."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from openpyxl import Workbook

from data.register import Area
from data.workbook import sentence, sheet_plans
from tasks.reports.facts import Facts
from tasks.reports.part import part_of
from tasks.reports.quick_saving import save_tables
from tasks.reports.sheet import Sheet
from tasks.reports.sheets import WRITERS
from tasks.reports.styles import Styles


def write_audit_workbook(facts: Facts, area: Area, tables: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Write the workbook of the audit's own area, or of one district of it.

    In: the *result* tables, masked. Out: a file without formulas, macros or links to other files.
    """
    part = part_of(facts, area, tables)
    with _no_garbage_collection():
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        styles = Styles(workbook)
        for plan in sheet_plans():
            WRITERS[plan.sheet](Sheet(workbook.create_sheet(plan.title), plan, styles, part))
        workbook.properties.creator = sentence("creator")
        workbook.properties.title = f"{sentence('product')} {area.name} {facts.scope.period.label}"
        workbook.properties.language = "id"
        save_tables(workbook, path, facts.scope.as_of)


def workbook_name(area: Area, facts: Facts) -> str:
    """Return the file's name, such as ``audit-35.03-2024-10.xlsx``."""
    return f"audit-{area.code}-{facts.scope.period}.xlsx"


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Spare the search for garbage among 200,000 cells that are all in use: it takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
