"""The looks of cells in the workbooks that villages get, set cell by cell.

No named styles: a reply is written into a village's own file, whose styles stay as they are.
"""

import textwrap
from collections.abc import Sequence
from copy import copy
from datetime import date
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tasks.publishing.workbook.cell_texts import written_text
from tasks.publishing.workbook.styles import DARK, FILL_IN, GREY, PALE

DAY_OFF = "BFBFBF"
PERHAPS_OFF = "EFE3CF"
_FONT = "Calibri"
_LINE_A_POINT = 1.35
_CHARACTERS_A_WIDTH = 0.95
_LINE = Side(style="thin", color="A6A6A6")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font": Font(_FONT, 16, bold=True, color=DARK), "alignment": Alignment(vertical="center")},
    "plain": {"font": Font(_FONT, 10)},
    "plain_wrapped": {"font": Font(_FONT, 10), "alignment": Alignment(wrap_text=True, vertical="top")},
    "plain_link": {
        "font": Font(_FONT, 10, color="1F4E9E", underline="single"),
        "alignment": Alignment(wrap_text=True, vertical="top"),
    },
    "place": {"font": Font(_FONT, 11, bold=True), "alignment": Alignment(vertical="center")},
    "note": {"font": Font(_FONT, 10, color=GREY), "alignment": Alignment(wrap_text=True, vertical="top")},
    "strong": {"font": Font(_FONT, 11, bold=True), "alignment": Alignment(wrap_text=True, vertical="center")},
    "section": {"font": Font(_FONT, 12, bold=True, color=DARK)},
    "heading": {
        "font": Font(_FONT, 10, bold=True, color="FFFFFF"),
        "fill": PatternFill("solid", fgColor=DARK),
        "alignment": Alignment("center", "center", wrap_text=True),
        "border": _BOX,
    },
    "weekday": {
        "font": Font(_FONT, 8, color=GREY),
        "fill": PatternFill("solid", fgColor=PALE),
        "alignment": Alignment("center"),
        "border": _BOX,
    },
    "label": {
        "font": Font(_FONT, 11, bold=True),
        "fill": PatternFill("solid", fgColor=PALE),
        "alignment": Alignment(vertical="center"),
        "border": _BOX,
    },
    "text": {"font": Font(_FONT, 10), "alignment": Alignment(wrap_text=True, vertical="top"), "border": _BOX},
    "link": {
        "font": Font(_FONT, 10, color="1F4E9E", underline="single"),
        "alignment": Alignment(wrap_text=True, vertical="top"),
        "border": _BOX,
    },
    "value": {
        "font": Font(_FONT, 11),
        "fill": PatternFill("solid", fgColor=FILL_IN),
        "alignment": Alignment(vertical="center"),
        "border": _BOX,
        "protection": Protection(locked=False),
    },
    "input": {
        "font": Font(_FONT, 10),
        "alignment": Alignment(vertical="top", wrap_text=True),
        "border": _BOX,
        "protection": Protection(locked=False),
    },
    "centred": {
        "font": Font(_FONT, 10),
        "alignment": Alignment("center", "top"),
        "border": _BOX,
        "protection": Protection(locked=False),
    },
}


class VillageLooks:
    """The looks of one workbook (one instance each), each made once: setting fonts and borders cell by cell is slow."""

    def __init__(self) -> None:
        self._ready: dict[tuple[str, str, str], Any] = {}

    def put(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        value: str | float | date | None,
        look: str,
        *,
        number_format: str = "General",
        fill: str = "",
    ) -> Any:
        """Write one cell and return it; a text is always a string cell. ``fill`` (RGB in hex) replaces the look's."""
        cell: Any = sheet.cell(row, column)
        cell._style = copy(self._array(sheet, look, number_format, fill))
        if isinstance(value, str):
            cell.value = written_text(value)
            cell.data_type = "s"
            cell._style.quotePrefix = int(value[:1] in {"=", "+", "-", "@"})
        elif value is not None:
            cell.value = value
        return cell

    def merged(self, sheet: Worksheet, row: int, columns: int, value: str, look: str, first: int = 1) -> None:
        """Write a text over the columns of a row from ``first`` to ``columns``; the row is made high enough for it."""
        self.put(sheet, row, first, value, look)
        if columns > first:
            sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=columns)
        letters = [get_column_letter(column) for column in range(first, columns + 1)]
        size = _LOOKS[look]["font"].size
        fit_row(sheet, row, [(value, sum(sheet.column_dimensions[letter].width for letter in letters))], size)

    def row_of_texts(self, sheet: Worksheet, row: int, texts: Sequence[str], look: str = "text") -> None:
        """Write a row of wrapped texts from column A on, high enough for the longest."""
        for column, text in enumerate(texts, start=1):
            self.put(sheet, row, column, text, look)
        widths = [sheet.column_dimensions[get_column_letter(column)].width for column in range(1, len(texts) + 1)]
        fit_row(sheet, row, list(zip(texts, widths, strict=True)))

    def _array(self, sheet: Worksheet, look: str, number_format: str, fill: str) -> Any:
        wanted = (look, number_format, fill)
        if wanted not in self._ready:
            probe: Any = Cell(sheet, row=1, column=1)
            for name, part in _LOOKS[look].items():
                setattr(probe, name, part)
            if fill:
                probe.fill = PatternFill("solid", fgColor=fill)
            probe.number_format = number_format
            self._ready[wanted] = probe._style
        return self._ready[wanted]


def fit_row(sheet: Worksheet, row: int, texts: Sequence[tuple[str, float]], size: float = 10) -> None:
    """Make a row high enough for texts of a font size (points) in columns of a width (characters).

    Programs fit rows with wrapped text by themselves only sometimes, and never where cells are merged.
    """
    lines = 1
    for text, width in texts:
        reach = max(4, int(width * 10 / size * _CHARACTERS_A_WIDTH))
        lines = max(lines, sum(max(1, len(textwrap.wrap(line, reach))) for line in text.splitlines()))
    sheet.row_dimensions[row].height = lines * size * _LINE_A_POINT + 3
