"""A hidden column holds attendance: it is read like any other, and told."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet.column_dimensions["G"].hidden = True
    sheet["G3"] = "S"
