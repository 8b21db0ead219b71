"""A column with the reporter's name is never read."""

from datetime import date

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Laporan"]
    row = [1, date(2024, 10, 3), None, date(2024, 10, 4), None, "Budi", None, "Staf", "PERANGKAT", "V-01"]
    for column, value in enumerate(row, start=1):
        sheet.cell(2, column, value)
    sheet.cell(2, 12, "Membagikan stiker")
    sheet.cell(1, 22, "Nama Pelapor")
    sheet.cell(2, 22, "RAHASIA")
    book["Identitas"]["B4"] = "TIDAK"
