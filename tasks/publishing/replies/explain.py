"""The explain view of one file: the village's own workbook with every filled cell tinted by its role.

The roles are the reader's own. In front stands a sheet that counts them, and lists what each cell was taken for, every
repair, and what was not understood. A file that openpyxl
cannot save again with everything in it gets a fresh workbook of its values. The original is never touched.
"""

import io
import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.reference import load
from data.sentences import text
from data.sheet_words import CellRole, RepairReason
from tasks.isolation.worker_processes import hold_in_workers
from tasks.publishing.replies.fidelity import can_be_saved_again
from tasks.publishing.replies.village_looks import VillageLooks
from tasks.publishing.workbook.cell_texts import written_text
from tasks.publishing.workbook.quick_saving import save_tables
from tasks.reading.cells import shown
from tasks.reading.opening import open_workbook
from tasks.reading.reading import Source, cell_roles

hold_in_workers(__name__)

_WIDTHS = (24, 10, 40, 34, 34, 44)
_COLUMNS = ("sheet", "cell", "role", "shown", "taken_for", "repair")
_NOT_UNDERSTOOD = "not_understood"

Place = tuple[str, str]
"""A cell as (sheet, address)."""


@dataclass(frozen=True)
class Explained:
    """One view to write: where, the file and its bytes, what its cells were taken for (``taken_for``), its *repairs*
    (read), the language, and what the view bears as its identifier ("": nothing)."""

    target: Path
    source: Source
    content: bytes
    taken_for: pd.DataFrame
    repairs: pd.DataFrame
    language: str
    mark: str = ""


def write_explained(job: Explained) -> None:
    """Read the file again for its roles and write the view; callers run this under limits, for a stranger wrote it.

    Raises ``UnreadableFile`` when the file is no workbook, and what openpyxl raises on loosely written ones.
    """
    workbook = _own(job.content) if can_be_saved_again(job.content) else _fresh(job.content)
    roles = {(found.sheet, found.cell): found.role for found in cell_roles(job.source, job.content)}
    fills = {each.role: _fill_id(workbook, each.tint) for each in load("cell_roles", CellRole)}
    texts: dict[Place, str] = {}
    sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    for (name, address), role in roles.items():
        if name not in sheets:
            continue
        cell: Any = sheets[name][address]
        texts[name, address] = shown(cell.value) if cell.value is not None else ""
        if not isinstance(cell, MergedCell):
            cell._style.fillId = fills[role]
    legend = _add_legend(workbook, job, roles, texts)
    workbook.properties.identifier = job.mark or workbook.properties.identifier
    save_tables(workbook, job.target, None, [legend])


def _fill_id(workbook: Any, tint: str) -> int:
    """Return the number of a fill in the workbook's styles: setting the fill itself, cell by cell, is slow."""
    number: int = workbook._fills.add(PatternFill("solid", fgColor=tint))
    return number


def _own(source: bytes) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(io.BytesIO(source), rich_text=True)


def _fresh(source: bytes) -> Workbook:
    """Return a workbook with the values of another file at their places."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in open_workbook(source).sheets:
        copy = workbook.create_sheet()
        copy.title = sheet.name
        for row, cells in sheet.filled.items():
            for column, value in cells:
                cell = copy.cell(row + 1, column + 1)
                cell.value = written_text(value) if isinstance(value, str) else value
                if isinstance(value, str):
                    cell.data_type = "s"
    return workbook


def _add_legend(
    workbook: Workbook,
    job: Explained,
    roles: dict[Place, str],
    texts: dict[Place, str],
) -> Worksheet:
    """Put the sheet that counts and lists the roles in front; return it. Its cells hold texts and numbers only."""
    language = job.language
    taken = {name.casefold() for name in workbook.sheetnames}
    title = text("explain_tab", language)
    sheet: Worksheet = workbook.create_sheet(title if title.casefold() not in taken else f"{title} (2)", 0)
    workbook.active = 0
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is sheet
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    looks = VillageLooks()
    looks.merged(sheet, 1, len(_WIDTHS), text("explain_title", language), "title")
    looks.merged(sheet, 2, len(_WIDTHS), text("explain_note", language), "plain_wrapped")
    counts = Counter(roles.values())
    labels = {each.role: each.label(language) for each in load("cell_roles", CellRole)}
    row = 3
    for each in load("cell_roles", CellRole):
        row += 1
        looks.put(sheet, row, 1, labels[each.role], "text", fill=each.tint)
        looks.put(sheet, row, 2, counts[each.role], "text")
    row += 1
    looks.put(sheet, row, 1, text("explain_total", language), "text")
    looks.put(sheet, row, 2, len(roles), "text")
    _list_cells(sheet, looks, job, roles, texts, labels, row + 2)
    return sheet


def _list_cells(
    sheet: Worksheet,
    looks: VillageLooks,
    job: Explained,
    roles: dict[Place, str],
    texts: dict[Place, str],
    labels: dict[str, str],
    row: int,
) -> None:
    """List every cell that was taken for something, repaired, or not understood."""
    reasons = {each.reason: each.text(job.language) for each in load("repair_reasons", RepairReason)}
    repairs = {
        (entry["sheet"], entry["cell"]): reasons.get(entry["reason"], entry["reason"])
        for entry in job.repairs.to_dict("records")
    }
    taken = {(entry["sheet"], entry["cell"]): entry["taken_for"] for entry in job.taken_for.to_dict("records")}
    headings = [text(f"explain_{name}", job.language) for name in _COLUMNS]
    looks.row_of_texts(sheet, row, headings, "heading")
    sheet.freeze_panes = f"A{row + 1}"
    for place, role in roles.items():
        meaning = "" if role == _NOT_UNDERSTOOD else taken.get(place, "")
        if not (meaning or place in repairs or role == _NOT_UNDERSTOOD):
            continue
        row += 1
        told = (*place, labels[role], texts.get(place, ""), meaning, repairs.get(place, ""))
        for column, each in enumerate(told, start=1):
            looks.put(sheet, row, column, each or None, "text")
