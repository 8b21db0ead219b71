"""NAMA / NIP heads one column with two values."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["B1"] = "NAMA / NIP"
    for row in (2, 3):
        sheet.cell(row, 2, f"{sheet.cell(row, 2).value}\n{sheet.cell(row, 3).value}")
    sheet.delete_cols(3)
