"""A number of 305 digits in the column of a row's total, as a damaged .xls had one: no count, and it stops nobody."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    column = sheet.max_column + 1
    sheet.cell(1, column).value = "Jumlah TK"
    sheet.cell(2, column).value = -6.309e304
