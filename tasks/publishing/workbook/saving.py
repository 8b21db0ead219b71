"""Saving a workbook so that the same content is the same bytes: no clock, no file times, no order of a set."""

from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.merge import MergeCell, MergeCells
from openpyxl.writer.excel import ExcelWriter

_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_COMPRESSION = 4
"""Level 6 takes twice as long for 5 % fewer bytes."""


def save(workbook: Workbook, path: Path, day: date | None) -> None:
    """Write a workbook; ``day`` stands as the date of its making (None: what stands there stays)."""
    set_day(workbook, day)
    with TimelessZip(path, "w", ZIP_DEFLATED) as archive:
        SteadyWriter(workbook, archive).write_data()


def set_day(workbook: Workbook, day: date | None) -> None:
    """Make ``day`` the workbook's date of making and of change."""
    if day:
        workbook.properties.created = workbook.properties.modified = datetime.combine(day, time())


class TimelessZip(ZipFile):
    """A ZIP file whose entries all bear the same time."""

    def writestr(  # type: ignore[override]  # openpyxl passes nothing but a name and its content
        self, name: str, content: str | bytes
    ) -> None:
        entry = ZipInfo(name, _FIRST_ZIP_DAY)
        entry.compress_type = ZIP_DEFLATED
        super().writestr(entry, content, compresslevel=_COMPRESSION)


class SteadySheetWriter(WorksheetWriter):
    """openpyxl's writer of one sheet, but for merged cells: it keeps them in a set, whose order changes by the run."""

    ws: Any

    def write_merged_cells(self) -> None:
        merged = [MergeCell(str(cells)) for cells in self.ws.merged_cells.sorted()]
        if merged:
            self.xf.send(MergeCells(mergeCell=merged).to_tree())


class SteadyWriter(ExcelWriter):
    """openpyxl's writer without temporary files, whose times would enter the ZIP.

    Sheets are ``Any`` here: what openpyxl's own writer sets on them is not in their public type.
    """

    def __init__(self, workbook: Workbook, archive: ZipFile) -> None:
        super().__init__(workbook, archive)
        self.target = archive

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        content, ws._rels = self.sheet_content(ws)
        self.target.writestr(ws.path[1:], content)
        self.manifest.append(ws)

    def sheet_content(self, ws: Any) -> tuple[bytes, Any]:
        """Return the XML of a sheet and its relations."""
        writer: Any = SteadySheetWriter(ws, BytesIO())
        writer.write()
        return writer.read(), writer._rels
