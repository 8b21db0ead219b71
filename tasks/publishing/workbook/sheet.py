"""One sheet of the audit workbook: the one way in which titles, tables, links and print setup are laid down."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
from openpyxl.cell import Cell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from data.figures import date_text
from data.workbook import ColumnPlan, Mark, SheetPlan, column_plans, grade_colours, marks
from tasks.publishing.workbook.cell_texts import heading_lines, wrapped_lines, written_text
from tasks.publishing.workbook.paper import MARGIN, page_height, pages
from tasks.publishing.workbook.part import AuditPart
from tasks.publishing.workbook.styles import DATES, RATES, TEXTS, Styles

NOTE_ROW = 4
"""Where it says how to read the sheet."""

HEADING_ROW = 6
"""Where a sheet's first table has its headings: title, context, summary, note and bands stand above it."""

FIRST_ROW = HEADING_ROW + 1

_LINE_HEIGHT = 15
_TEXT_LINE_HEIGHT = 13
_SCREEN_WIDTH = 150
"""Characters over which a sentence above a wide table is spread."""

_EXCEL_DAY_0 = pd.Timestamp("1899-12-30")

_A4 = 9
_FOOTER_SIZE = 8
_BANDED = "band"
"""The mark of a ratio that is coloured by the bands of the grades."""

_Value = tuple[Any, Literal["s", "n"], StyleArray]


@dataclass(frozen=True)
class Placed:
    """Where a table's rows came to stand (without its headings); ``last_row`` is at least ``first_row``."""

    first_row: int
    last_row: int


class Sheet:
    """A worksheet together with its plan, the workbook's styles and the part of the audit that it shows."""

    def __init__(self, worksheet: Worksheet, plan: SheetPlan, styles: Styles, part: AuditPart) -> None:
        self.worksheet = worksheet
        self.plan = plan
        self.styles = styles
        self.part = part
        self._widths: dict[int, int] = {}
        self._print_setup()

    @property
    def language(self) -> str:
        """The language of the audit's sentences, id or en."""
        return self.part.language

    def text(self, key: str, /, **values: object) -> str:
        """Return a sentence in the audit's language with its values filled in."""
        return self.part.text(key, **values)

    def columns(self, block: str) -> tuple[ColumnPlan, ...]:
        """Return the columns of a block with their headings in the audit's language."""
        return column_plans(block, self.language)

    def opening(self, *summary: str, width: int = _SCREEN_WIDTH) -> None:
        """Write the rows above the first table: title, context, the summary sentences, and how to read the sheet."""
        scope = self.part.facts.scope
        context = self.text(
            "context",
            area=self.part.area.name,
            period=scope.period.in_words(self.language),
            as_of=date_text(scope.as_of, self.language),
            audit_id=self.part.facts.audit_id,
        )
        self.put(1, 1, self.plan.title, "title")
        self.worksheet.row_dimensions[1].height = 24
        told = {
            2: (context, "context"),
            3: (" ".join(summary), "summary"),
            NOTE_ROW: (self.plan.note(self.language), "note"),
        }
        for row, (line, look) in told.items():
            self.paragraph(row, line, look, width)

    def put(self, row: int, column: int, value: str | float | None, look: str) -> None:
        """Write one cell outside of tables in one of the fixed looks."""
        cell = self.worksheet.cell(row, column)
        cell.style = self.styles.fixed(look)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"

    def span(
        self, row: int, first: int, last: int, value: str | float | None, look: str, height: float | None = None
    ) -> None:
        """Write one value over several columns, every one of them in the same look."""
        for column in range(first, last + 1):
            self.put(row, column, value if column == first else None, look)
        self._merge(row, first, last)
        if height:
            self.worksheet.row_dimensions[row].height = height

    def even_widths(self, columns: int, width: int) -> None:
        """Make the first columns equally wide."""
        self.set_widths([ColumnPlan(str(position), "", width, "text") for position in range(columns)])

    def paragraph(self, row: int, text: str, look: str, width: int = _SCREEN_WIDTH) -> None:
        """Write a sentence over as many columns as ``width`` characters take, the row high enough for it."""
        self.put(row, 1, text, look)
        reach, column = self._width(1), 1
        while reach + self._width(column + 1) <= width:
            column += 1
            reach += self._width(column)
        self._merge(row, 1, column)
        lines = max(1, math.ceil(len(text) * 1.1 / reach))
        self.worksheet.row_dimensions[row].height = _LINE_HEIGHT * lines + 3

    def section(self, text: str, note: str = "", *, on_new_page: bool = False) -> None:
        """Write the heading of a further block, two rows below what stands there, and a note under it."""
        row = self.worksheet.max_row + 2
        if on_new_page:
            self.worksheet.row_breaks.append(Break(row - 1))
        self.put(row, 1, text, "section")
        self.worksheet.row_dimensions[row].height = 20
        if note:
            self.paragraph(row + 1, note, "note")

    def set_widths(self, columns: Sequence[ColumnPlan]) -> None:
        """Make every column at least as wide as its plan."""
        for position, column in enumerate(columns, start=1):
            self._widths[position] = max(column.width, self._widths.get(position, 0))
            look = self.worksheet.column_dimensions[get_column_letter(position)]
            look.width = self._widths[position]
            if column.folded:
                look.outlineLevel, look.hidden = 1, True

    def table(
        self,
        rows: pd.DataFrame,
        columns: Sequence[ColumnPlan],
        name: str,
        links: Mapping[str, Sequence[str | None]] | None = None,
        row: int | None = None,
    ) -> Placed:
        """Lay a frame down as a named table, with headings, formats, marks and filter buttons.

        In: a frame that has every column's field; ``links``: place in the workbook by row, for some fields;
        ``row``: where the headings stand, by default below what stands there. An empty frame leaves one blank row,
        as Excel itself does.
        """
        top = row or self.worksheet.max_row + 1
        self._headings(columns, top)
        if rows.empty:
            self.worksheet.append(self._cells([(None, "n", self.styles.value("text"))] * len(columns)))
        else:
            written = [self._column(rows, column, linked=column.field in (links or {})) for column in columns]
            for values in zip(*written, strict=True):
                self.worksheet.append(self._cells(values))
            self._heights(written, columns, top + 1)
        placed = Placed(top + 1, top + max(1, len(rows)))
        for position, column in enumerate(columns, start=1):
            for offset, place in enumerate((links or {}).get(column.field, ())):
                if place:
                    self._lead(placed.first_row + offset, position, place)
        reference = f"A{top}:{get_column_letter(len(columns))}{placed.last_row}"
        table = Table(displayName=name, ref=reference)
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        self.worksheet.add_table(table)
        return placed

    def paged_table(self, rows: pd.DataFrame, columns: Sequence[ColumnPlan], name: str) -> None:
        """Lay a long table down in parts of one page each, every part with its headings.

        Of a sheet with several tables a program repeats the headings of one only. The first part stands below its
        section's heading; parts after it are named ``name2`` and so on.
        """
        texts = [(each.field, self._width(at)) for at, each in enumerate(columns, start=1) if each.format == "text"]
        lines = [
            max(wrapped_lines(str(row[field]), width) for field, width in texts) for row in rows.to_dict("records")
        ]
        parts = pages([_TEXT_LINE_HEIGHT * count + 2 for count in lines], page_height(self._widths.values()))
        for number, (first, end) in enumerate(parts, start=1):
            if number > 1:
                self.worksheet.row_breaks.append(Break(self.worksheet.max_row))
            self.table(rows.iloc[first:end], columns, name if number == 1 else f"{name}{number}")

    def main_table(
        self,
        rows: pd.DataFrame,
        columns: Sequence[ColumnPlan],
        *summary: str,
        links: Mapping[str, Sequence[str | None]] | None = None,
    ) -> Placed:
        """Write the usual sheet: opening, one table under it that stays in view, headings repeated on every page."""
        self.set_widths(columns)
        is_printed = self.is_printed(rows)
        remarks = [*(["no_rows"] if rows.empty else []), *([] if is_printed else ["read_on_screen"])]
        self.opening(*summary, *map(self.text, remarks), width=self._opening_width(columns))
        self._bands(columns)
        placed = self.table(rows, columns, table_name(self.plan.title), links, HEADING_ROW)
        frozen = self.plan.frozen_columns
        self.worksheet.freeze_panes = f"{get_column_letter(frozen + 1)}{FIRST_ROW}"
        self.worksheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
        if self.plan.pages_wide > 1:
            self.worksheet.print_title_cols = f"A:{get_column_letter(frozen)}"  # a right-hand page names its rows
        if rows.empty or not is_printed:
            self.leave_out_of_print()
        return placed

    def _opening_width(self, columns: Sequence[ColumnPlan]) -> int:
        """Return how wide the lines above the table may be: no wider than what every page repeats of it."""
        repeated = columns[: self.plan.frozen_columns] if self.plan.pages_wide > 1 else ()
        return sum(self._width(position) for position, _ in enumerate(repeated, start=1)) or _SCREEN_WIDTH

    def is_printed(self, rows: pd.DataFrame) -> bool:
        """Tell whether a table is short enough for paper (``printed_rows`` of the plan)."""
        return len(rows) <= (self.plan.printed_rows or len(rows))

    def print_down_to(self, row: int, columns: Sequence[ColumnPlan]) -> None:
        """Leave everything below a row out of print."""
        self.worksheet.print_area = f"A1:{get_column_letter(len(columns))}{row}"

    def repeat_headings(self, placed: Placed) -> None:
        """Repeat the headings of a table on every page that follows: of the last one of a sheet that is printed."""
        self.worksheet.print_title_rows = f"{placed.first_row - 1}:{placed.first_row - 1}"

    def leave_out_of_print(self) -> None:
        """Print nothing of this sheet: what would be printed is one blank cell."""
        blank = f"A{self.worksheet.max_row + 2}"
        self.worksheet.print_area = f"{blank}:{blank}"

    def print_planned_columns(self) -> None:
        """Leave the columns out of print that the plan does not print, once the sheet is whole."""
        if self.plan.printed_columns and not self.worksheet.print_area:
            self.worksheet.print_area = f"A1:{get_column_letter(self.plan.printed_columns)}{self.worksheet.max_row}"

    def link(self, row: int, column: int, text: str, place: str) -> None:
        """Write a cell that leads to another place of this workbook."""
        self.put(row, column, text, "link")
        self._lead(row, column, place)

    def _heights(self, written: Sequence[Sequence[_Value]], columns: Sequence[ColumnPlan], first_row: int) -> None:
        """Make rows high enough for wrapped texts: LibreOffice does not do so when it opens a file."""
        wrapped = [
            ([str(value) for value, data_type, _ in cells if data_type == "s" or value is None], self._width(position))
            for position, (cells, column) in enumerate(zip(written, columns, strict=True), start=1)
            if column.format == "text"
        ]
        for offset, texts in enumerate(zip(*(texts for texts, _ in wrapped), strict=True)):
            lines = max(wrapped_lines(text, width) for text, (_, width) in zip(texts, wrapped, strict=True))
            if lines > 1:
                self.worksheet.row_dimensions[first_row + offset].height = _TEXT_LINE_HEIGHT * lines + 2

    def _lead(self, row: int, column: int, place: str) -> None:
        cell = self.worksheet.cell(row, column)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)

    def _merge(self, row: int, first: int, last: int) -> None:
        """Join cells of a row; by the list of merged ranges, as ``merge_cells`` builds a border for every cell anew."""
        if last > first:
            self.worksheet.merged_cells.add(f"{get_column_letter(first)}{row}:{get_column_letter(last)}{row}")

    def _headings(self, columns: Sequence[ColumnPlan], row: int) -> None:
        lines = 1
        for position, column in enumerate(columns, start=1):
            self.put(row, position, column.heading, "heading")
            lines = max(lines, heading_lines(column.heading, self._width(position) - 3))  # the filter button takes 3
        self.worksheet.row_dimensions[row].height = _LINE_HEIGHT * lines + 4

    def _bands(self, columns: Sequence[ColumnPlan]) -> None:
        row, start = HEADING_ROW - 1, 1
        for position, column in enumerate(columns, start=1):
            last = position == len(columns) or columns[position].band != column.band
            if last and column.band:
                self.span(row, start, position, column.band, "band")
            start = position + 1 if last else start

    def _column(self, rows: pd.DataFrame, column: ColumnPlan, *, linked: bool) -> list[_Value]:
        plain = self.styles.value(column.format, link=linked)
        if column.format.startswith("fill_in") and column.field not in rows:
            return [(None, "n", plain)] * len(rows)
        values = rows[column.field].tolist()
        if column.mark == _BANDED:
            return [self._banded(value, column.format) for value in values]
        if column.mark:
            words = marks(column.mark, self.language)
            return [self._marked(value, words, column.format) for value in values]
        absent: _Value = ("–", "s", plain) if column.format in RATES else (None, "n", plain)
        return [absent if pd.isna(value) else (*_written(value, column.format), plain) for value in values]

    def _marked(self, value: Any, words: Mapping[str, Mark], kind: str) -> _Value:
        code = "" if pd.isna(value) else str(value)
        mark = words.get(code) or Mark(written_text(code), "", "")
        style = self.styles.value(kind, mark.fill, mark.ink)
        return (mark.word, "s", style) if mark.word else (None, "n", style)

    def _banded(self, value: Any, kind: str) -> _Value:
        if pd.isna(value):
            return "–", "s", self.styles.value(kind)
        number = float(str(value))
        ratio = number / 100 if kind == "score" else number
        mark = next(mark for minimum, mark in grade_colours() if ratio >= minimum)
        return number, "n", self.styles.value(kind, mark.fill, mark.ink)

    def _cells(self, values: Sequence[_Value]) -> list[Cell]:
        cells = []
        for value, data_type, style in values:
            cell = Cell(self.worksheet, 1, 1, style_array=style)  # ``append`` gives it its place
            cell.value = value
            cell.data_type = data_type  # set last: openpyxl takes a text that begins with "=" for a formula
            cells.append(cell)
        return cells

    def _width(self, position: int) -> int:
        return self._widths.get(position, 9)

    def _print_setup(self) -> None:
        sheet, scope = self.worksheet, self.part.facts.scope
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.fitToWidth = self.plan.pages_wide
        sheet.page_setup.fitToHeight = 0
        sheet.page_setup.pageOrder = "overThenDown"  # both halves of a row lie on pages that follow each other
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = "1:2"
        margins = sheet.page_margins
        margins.left = margins.right = margins.top = MARGIN
        margins.bottom = 2 * MARGIN
        left = self.text(
            "footer_left",
            area=self.part.area.name.replace("&", "&&"),
            period=scope.period.in_words(self.language),
            audit_id=self.part.facts.audit_id,
        )
        sheet.oddFooter = HeaderFooterItem(
            left=_HeaderFooterPart(left, size=_FOOTER_SIZE),
            center=_HeaderFooterPart(self.plan.title, size=_FOOTER_SIZE),
            right=_HeaderFooterPart(self.text("footer_page"), size=_FOOTER_SIZE),
        )


def _written(value: Any, kind: str) -> tuple[Any, Literal["s", "n"]]:
    """Return a value as its cell holds it; what somebody typed into a field to fill in may be text or a number."""
    if kind in TEXTS or isinstance(value, str):
        return written_text(str(value)), "s"
    return (value - _EXCEL_DAY_0).days if kind in DATES else value, "n"


def table_name(title: str) -> str:
    """Return the name under which a sheet's main table is known to formulas and macros: its title without spaces."""
    return title.replace(" ", "")


def place(title: str, reference: str) -> str:
    """Return a place in this workbook as links name it."""
    return f"'{title}'!{reference}"
