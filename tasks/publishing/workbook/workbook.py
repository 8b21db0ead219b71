"""Writing a workbook of an audit: one sheet after the other by its plan, and its properties."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from openpyxl import Workbook

from data.workbook import SheetPlan
from tasks.publishing.workbook.part import AuditPart
from tasks.publishing.workbook.quick_saving import save_tables
from tasks.publishing.workbook.sheet import Sheet
from tasks.publishing.workbook.styles import Styles


def write_workbook(
    part: AuditPart,
    plans: Sequence[SheetPlan],
    writers: Mapping[str, Callable[[Sheet], None]],
    title: str,
    path: Path,
) -> None:
    """Write the sheets of ``plans`` in their order, each by the writer of its code name.

    Out: a file without formulas, macros or links to other files; equal parts are equal bytes.
    """
    with _no_garbage_collection():
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        styles = Styles(workbook)
        for plan in plans:
            worksheet = workbook.create_sheet(plan.title)
            worksheet.sheet_properties.tabColor = plan.tab
            sheet = Sheet(worksheet, plan, styles, part)
            writers[plan.sheet](sheet)
            sheet.print_planned_columns()
        workbook.properties.creator = part.text("creator")
        workbook.properties.title = title
        workbook.properties.language = "id"
        save_tables(workbook, path, part.facts.scope.as_of)


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
