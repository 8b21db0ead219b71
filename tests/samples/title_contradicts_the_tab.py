"""Title and tab of one sheet name different months: asked for that sheet alone, both named."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet.title = "Sept 2024"
    sheet.insert_rows(1, 2)
    sheet["A1"] = "DAFTAR HADIR BULAN OKTOBER 2024"
