"""A legend with sign and meaning in cells of their own, above the table."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["F2"], sheet["G2"] = "A", "M"
    sheet.insert_rows(1, 4)
    for row, (sign, meaning) in enumerate([("H", "Hadir"), ("A", "Alpa"), ("M", "Dinas Luar")], start=1):
        sheet.cell(row, 2, sign)
        sheet.cell(row, 3, ":")
        sheet.cell(row, 4, meaning)
