"""The headings are printed again further down, above the next persons."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet.insert_rows(3, 2)
    for column in range(1, 38):
        sheet.cell(4, column, sheet.cell(1, column).value)
