"""The title of one sheet names another month than Identitas: asked for that sheet, the others count."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet.insert_rows(1, 2)
    sheet["A1"] = "DAFTAR HADIR BULAN SEPTEMBER 2024"
