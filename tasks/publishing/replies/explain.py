"""The explain view of one file: the village's own workbook with every filled cell tinted by its role.

In front stands a sheet that lists the roles, what each cell was taken for, and every repair. A file that openpyxl
cannot save again with everything in it gets a fresh workbook of its values. The original is never touched.
"""

import io
import warnings
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.reference import records
from data.sentences import text
from tasks.publishing.replies.fidelity import can_be_saved_again
from tasks.publishing.replies.village_looks import VillageLooks
from tasks.publishing.workbook.cell_texts import written_text
from tasks.publishing.workbook.saving import save
from tasks.reading.cells import shown
from tasks.reading.opening import open_workbook

_WIDTHS = (24, 10, 40, 34, 34, 44)
_COLUMNS = ("sheet", "cell", "role", "shown", "taken_for", "repair")
_OTHER = "other"


@dataclass(frozen=True)
class Explained:
    """One view to write: where, the file's bytes, its *cell roles* and *repairs* (read), and the language."""

    target: Path
    source: bytes
    roles: pd.DataFrame
    repairs: pd.DataFrame
    language: str


def write_explained(job: Explained) -> None:
    """Write the view; callers run this under limits, for it opens what a stranger wrote.

    Raises ``UnreadableFile`` when the file is no workbook, and what openpyxl raises on loosely written ones.
    """
    workbook = _own(job.source) if can_be_saved_again(job.source) else _fresh(job.source)
    roles = {(row["sheet"], row["cell"]): (row["role"], row["taken_for"]) for row in job.roles.to_dict("records")}
    texts = {
        (sheet.title, cell.coordinate): shown(cell.value)  # type: ignore[arg-type]  # rich text is a str
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    fills = {row["role"]: PatternFill("solid", fgColor=row["tint"]) for row in records("cell_roles")}
    for name, address in texts:
        cell = workbook[name][address]
        if not isinstance(cell, MergedCell):
            cell.fill = fills[roles.get((name, address), (_OTHER, ""))[0]]
    _add_legend(workbook, job, roles, texts)
    save(workbook, job.target, None)


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
    roles: Mapping[tuple[str, str], tuple[str, str]],
    texts: Mapping[tuple[str, str], str],
) -> None:
    language = job.language
    taken = {name.casefold() for name in workbook.sheetnames}
    title = text("explain_tab", language)
    sheet = workbook.create_sheet(title if title.casefold() not in taken else f"{title} (2)", 0)
    workbook.active = 0
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is sheet
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    looks = VillageLooks()
    looks.merged(sheet, 1, len(_WIDTHS), text("explain_title", language), "title")
    looks.merged(sheet, 2, len(_WIDTHS), text("explain_note", language), "plain_wrapped")
    counts = Counter(roles.get(place, (_OTHER, ""))[0] for place in texts)
    labels = {row["role"]: row[f"label_{language}"] for row in records("cell_roles")}
    row = 3
    for role in records("cell_roles"):
        row += 1
        looks.put(sheet, row, 1, labels[role["role"]], "text", fill=role["tint"])
        looks.put(sheet, row, 2, counts[role["role"]], "text")
    row += 1
    looks.put(sheet, row, 1, text("explain_total", language), "text")
    looks.put(sheet, row, 2, len(texts), "text")
    _list_cells(sheet, looks, job, roles, texts, labels, row + 2)


def _list_cells(
    sheet: Worksheet,
    looks: VillageLooks,
    job: Explained,
    roles: Mapping[tuple[str, str], tuple[str, str]],
    texts: Mapping[tuple[str, str], str],
    labels: Mapping[str, str],
    row: int,
) -> None:
    """List every cell that has a role of its own, with what was repaired in it."""
    reasons = {entry["reason"]: entry[f"text_{job.language}"] for entry in records("repair_reasons")}
    repairs = {
        (entry["sheet"], entry["cell"]): reasons.get(entry["reason"], entry["reason"])
        for entry in job.repairs.to_dict("records")
    }
    headings = [text(f"explain_{name}", job.language) for name in _COLUMNS]
    looks.row_of_texts(sheet, row, headings, "heading")
    sheet.freeze_panes = f"A{row + 1}"
    for place, (role, taken_for) in roles.items():
        if place not in texts:
            continue
        row += 1
        told = (*place, labels[role], texts[place], taken_for, repairs.get(place, ""))
        for column, each in enumerate(told, start=1):
            looks.put(sheet, row, column, each, "text")
