"""Tables of a published workbook as rows of dictionaries, found by their names as a macro would."""

import re
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from data.workbook import column_plans


def table_cells(workbook: Workbook, name: str) -> list[dict[str, Cell]]:
    """Return the cells of a named table by heading, those of its further pages (``name2`` …) among them."""
    sheet = sheet_of(workbook, name)
    found: list[dict[str, Cell]] = []
    for part in (part for part in sheet.tables if re.fullmatch(rf"{name}[0-9]*", part)):
        rows: Any = sheet[sheet.tables[part].ref]
        headings = [str(cell.value) for cell in rows[0]]
        found += [dict(zip(headings, row, strict=True)) for row in rows[1:]]
    return found


def table_rows(workbook: Workbook, name: str) -> list[dict[str, Any]]:
    """Return the values of a named table by heading."""
    return [{heading: cell.value for heading, cell in row.items()} for row in table_cells(workbook, name)]


def sheet_of(workbook: Workbook, name: str) -> Worksheet:
    return next(sheet for sheet in workbook.worksheets if name in sheet.tables)


def heading(block: str, field: str) -> str:
    return next(column.heading for column in column_plans(block, "id") if column.field == field)
