"""Writing pages as .xlsx bytes that are the same every time."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.packaging.manifest import Manifest
from openpyxl.packaging.relationship import Relationship, RelationshipList
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.cell import get_column_letter
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CONTENT_TYPES, ARC_ROOT_RELS
from openpyxl.xml.functions import tostring

from tasks.sample.draws import texts
from tasks.sample.pages import Book, Page
from tasks.sample.rows import Value

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_VBA_PART = "xl/vbaProject.bin"
_OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_DATE_FORMAT = "dd/mm/yyyy"
_TIME_FORMAT = "hh:mm"
_HEADING_POINTS = 30
_NARROW = {"date", "time_from", "time_until", "time_in", "time_out", "duration", "kind", "must_attend"} | {
    "status", "category", "level", "source", "attended"
}  # fmt: skip
_WIDE = {"name", "position", "organiser", "description", "identifier", "label", "value", "prevention", "place"}


class _FixedZip(ZipFile):
    """A zip whose members all bear one time, so that the same content is the same bytes."""

    def writestr(  # type: ignore[override]
        self, name: str | ZipInfo, data: str | bytes, *_args: object, **_options: object
    ) -> None:
        member = ZipInfo(name if isinstance(name, str) else name.filename, _EARLIEST)
        member.compress_type = ZIP_DEFLATED
        member.create_system = 3
        super().writestr(member, data, compresslevel=4)

    def write(self, filename: str, arcname: str, *_args: object, **_options: object) -> None:  # type: ignore[override]
        self.writestr(arcname, Path(filename).read_bytes())


class _SortedRanges(MultiCellRange):
    """Merged cells in order: openpyxl keeps them in a set, whose order may change by the run."""

    def __iter__(self) -> Iterator[CellRange]:
        return iter(self.sorted())


class _Styles:
    """The few cell styles of a workbook, each made once: setting fonts and borders cell by cell is slow."""

    def __init__(self, sheet: Worksheet) -> None:
        thin = Side(style="thin", color="999999")
        self._sheet = sheet
        self._border = Border(left=thin, right=thin, top=thin, bottom=thin)
        self.title = self._make(font=Font(bold=True, size=12))
        self.plain = self._make()
        self.heading = self._make(
            font=Font(bold=True),
            border=self._border,
            fill=PatternFill("solid", fgColor="DDEBF7"),
            alignment=Alignment(horizontal="center", vertical="center", wrap_text=True),
        )
        self.body = self._make(border=self._border)
        self.text = self._make(border=self._border, number_format="@")
        self.date = self._make(border=self._border, number_format=_DATE_FORMAT)
        self.time = self._make(border=self._border, number_format=_TIME_FORMAT)
        self.centred = self._make(border=self._border, alignment=Alignment(horizontal="center"))

    def _make(self, **parts: Any) -> Any:
        probe: Any = Cell(self._sheet, row=1, column=1)
        for name, part in parts.items():
            setattr(probe, name, part)
        return probe._style

    def of(self, name: str, value: object) -> Any:
        """Return the style of one value of a field."""
        if isinstance(value, date):
            return self.date
        if isinstance(value, time):
            return self.time
        if name == "identifier":
            return self.text
        return self.centred if name.startswith(("day_", "total_")) else self.body


def book_bytes(book: Book, made: date) -> bytes:
    """Return a workbook as bytes; ``made`` is the day that its document properties bear."""
    workbook: Any = Workbook()  # Any: links to other workbooks are not in its public type
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = None
    workbook.properties.created = workbook.properties.modified = datetime.combine(made, time())
    styles = None
    for page in book.pages:
        sheet = workbook.create_sheet(page.sheet)
        styles = styles or _Styles(sheet)
        _write_page(sheet, page, styles)
    if book.macros:
        workbook.vba_archive = _vba_archive()
    if book.links:
        workbook._external_links.append(_external_link())
    buffer = io.BytesIO()
    with _FixedZip(buffer, "w") as archive:
        ExcelWriter(workbook, archive).write_data()
    return buffer.getvalue()


def table_bytes(title: str, headings: tuple[str, ...], rows: list[tuple[Value, ...]], made: date) -> bytes:
    """Return a workbook of one plain table that is no form."""
    labels: dict[str, Value] = {f"column_{number}": heading for number, heading in enumerate(headings)}
    page = Page("", "", title, [title], labels, [dict(zip(labels, row, strict=True)) for row in rows])
    return book_bytes(Book("", [page]), made)


def _write_page(sheet: Worksheet, page: Page, styles: _Styles) -> None:
    first = page.first_column
    for number, line in enumerate(page.lines, start=1):
        _put(sheet, number, first, line, styles.title)
    if page.has_heading:
        _write_heading(sheet, page, styles)
    names = list(page.labels)
    for place, row in enumerate(page.rows):
        for column, name in enumerate(names, start=first):
            value = row.get(name)
            _put(sheet, page.first_row + place, column, value, styles.of(name, value))
    below = page.first_row + len(page.rows) + 1
    if page.legend:
        _put(sheet, below, first, page.legend, styles.plain)
        below += 2
    block = first + min(len(names) - 1, 4)
    for number, line in enumerate(page.signature):
        if line:
            _put(sheet, below + number, block, line, styles.plain)
    _shape(sheet, page)


def _write_heading(sheet: Worksheet, page: Page, styles: _Styles) -> None:
    row = page.heading_row
    for column, (name, label) in enumerate(page.labels.items(), start=page.first_column):
        if not page.tall:
            _put(sheet, row, column, label, styles.heading)
            continue
        day = name.startswith("day_")
        _put(sheet, row, column, None if day else label, styles.heading)
        _put(sheet, row + 1, column, label if day else None, styles.heading)
        if not day:
            sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
    if page.tall:
        days = [page.column(name) for name in page.labels if name.startswith("day_")]
        sheet.cell(row, days[0]).value = texts("day_heading")[0]
        sheet.merge_cells(start_row=row, end_row=row, start_column=days[0], end_column=days[-1])
        sheet.merged_cells = _SortedRanges(sheet.merged_cells.ranges)
    if page.numbered:
        for number in range(len(page.labels)):
            _put(sheet, page.first_row - 1, page.first_column + number, number + 1, styles.centred)


def _shape(sheet: Worksheet, page: Page) -> None:
    """Set widths, freezing, printing, and what is hidden."""
    if page.first_column > 1:
        sheet.column_dimensions["A"].width = 2.5
    for column, name in enumerate(page.labels, start=page.first_column):
        wide = 3.6 if name.startswith("day_") else 6 if name == "number" else 8 if name.startswith("total_") else 18
        wide = 26 if name in _WIDE else 12 if name in _NARROW else wide
        sheet.column_dimensions[get_column_letter(column)].width = wide
        if name in page.hidden_fields:
            sheet.column_dimensions[get_column_letter(column)].hidden = True
    for row in page.hidden_rows:
        sheet.row_dimensions[page.first_row + page.place(row)].hidden = True
    if page.has_heading:
        sheet.row_dimensions[page.heading_row].height = _HEADING_POINTS
        sheet.freeze_panes = f"A{page.first_row}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if page.hidden:
        sheet.sheet_state = "hidden"


def _put(sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
    cell: Any = Cell(sheet, row=row, column=column, value=value)
    cell._style = style
    sheet._cells[(row, column)] = cell


def _vba_archive() -> ZipFile:
    """Return what openpyxl takes for the macros of a workbook: a project without a line of code."""
    archive = ZipFile(io.BytesIO(), "w")
    archive.writestr(ZipInfo(_VBA_PART, _EARLIEST), _OLE_MAGIC + bytes(504))
    archive.writestr(ZipInfo(ARC_ROOT_RELS, _EARLIEST), tostring(RelationshipList().to_tree()))
    archive.writestr(ZipInfo(ARC_CONTENT_TYPES, _EARLIEST), tostring(Manifest().to_tree()))
    return archive


def _external_link() -> ExternalLink:
    link = ExternalLink(externalBook=ExternalBook(id="rId1"))
    link.file_link = Relationship(
        type="externalLinkPath", Target=texts("linked_file")[0], TargetMode="External", Id="rId1"
    )
    return link
