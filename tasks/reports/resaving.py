"""Saving a village's workbook again with openpyxl's own writer, which knows all that such a file may hold.

The dates of its making and last change stay; the same content is the same bytes.
"""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.writer.excel import ExcelWriter

from tasks.reports.saving import SteadySheetWriter, TimelessZip


def save_again(workbook: Workbook, path: Path) -> None:
    """Write a workbook that was loaded from a file."""
    with TimelessZip(path, "w", ZIP_DEFLATED) as archive:
        _SteadyWriter(workbook, archive).write_data()


class _SteadyWriter(ExcelWriter):
    """openpyxl's writer without temporary files, whose times would enter the ZIP."""

    def __init__(self, workbook: Workbook, archive: ZipFile) -> None:
        super().__init__(workbook, archive)
        self.target = archive

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        writer: Any = SteadySheetWriter(ws, BytesIO())
        writer.write()
        ws._rels = writer._rels
        self.target.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)
