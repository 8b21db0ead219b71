"""There is no column for numbers: each stands in the name's cell, on a line of its own."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    for row in (2, 3):
        sheet.cell(row, 2, f"{sheet.cell(row, 2).value}\n\nNIK : {sheet.cell(row, 3).value}")
    sheet.delete_cols(3)
