"""A letter to one person or body as a workbook of one sheet: letterhead, labelled lines, and boxes to write in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from data.letterhead import letterhead
from data.sentences import VILLAGES, text
from tasks.publishing.workbook.cell_texts import wrapped_lines, written_text
from tasks.publishing.workbook.saving import save

_WIDTHS = (27, 66)
_LINE, _ROOM, _TITLE_HEIGHT = 15, 4, 28
_HEAD, _TITLE, _OPENING, _FIRST = 1, 2, 3, 4
"""The rows of a letter: letterhead, title, opening, and the first of its lines."""
_PAGE = 740
"""Points of height that an A4 page has at this width; a letter that is little taller is made to fit on it."""
_SQUEEZED = 1.25
_BOX = Border(*(Side("thin", "808080"),) * 4)


@dataclass(frozen=True)
class Line:
    """A label and what it says; a ``box`` of that many points is left to be filled in by hand or typed."""

    label: str
    value: str = ""
    box: int = 0


def write_letter(
    path: Path, area_code: str, sheet_title: str, title: str, opening: str, lines: Sequence[Line], day: date
) -> None:
    """Write the letter about an area under its regency's letterhead.

    Every text is a text and never a formula, and no line is cut off. It prints on one page where it fits there
    readably, else on as many as it takes, each with the title on top.
    """
    workbook = Workbook()
    sheet: Any = workbook.worksheets[0]  # the stubs call parts optional that every new sheet has
    sheet.title = sheet_title
    sheet.sheet_view.showGridLines = False
    for letter, width in zip("AB", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _write_head(sheet, letterhead(area_code))
    _put(sheet, _TITLE, 1, title, Font(name="Arial", size=14, bold=True), wrap=False)
    sheet.row_dimensions[_TITLE].height = _TITLE_HEIGHT
    sheet.merge_cells(start_row=_OPENING, end_row=_OPENING, start_column=1, end_column=2)
    _put(sheet, _OPENING, 1, opening, Font(name="Arial", size=10))
    sheet.row_dimensions[_OPENING].height = _height(opening, sum(_WIDTHS))
    for row, line in enumerate(lines, start=_FIRST):
        _write_line(sheet, row, line)
    height = sum(sheet.row_dimensions[row].height or _LINE for row in range(_HEAD, len(lines) + _FIRST))
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, int(height <= _PAGE * _SQUEEZED)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_TITLE}:{_TITLE}"
    sheet.oddFooter.right.text = text("footer_page", VILLAGES)
    save(workbook, path, day)


def _write_head(sheet: Worksheet, lines: Sequence[str]) -> None:
    sheet.merge_cells(start_row=_HEAD, end_row=_HEAD, start_column=1, end_column=2)
    _put(sheet, _HEAD, 1, "\n".join(lines), Font(name="Arial", size=12, bold=True))
    sheet.cell(_HEAD, 1).alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[_HEAD].height = (_LINE + _ROOM) * len(lines) + _ROOM


def _write_line(sheet: Worksheet, row: int, line: Line) -> None:
    _put(sheet, row, 1, line.label, Font(name="Arial", size=10, bold=True))
    _put(sheet, row, 2, line.value, Font(name="Arial", size=10))
    if line.box:
        sheet.cell(row, 2).border = _BOX
    heights = [_height(told, width) for told, width in zip((line.label, line.value), _WIDTHS, strict=True)]
    sheet.row_dimensions[row].height = max(*heights, line.box)


def _put(sheet: Worksheet, row: int, column: int, content: str, font: Font, *, wrap: bool = True) -> None:
    cell = sheet.cell(row, column, written_text(content) or None)
    cell.data_type = "s" if content else "n"
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")
    cell.font = font


def _height(told: str, width: int) -> int:
    return _LINE * wrapped_lines(told, width) + _ROOM
