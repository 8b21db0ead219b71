"""Month and year stand in different lines above the table; Identitas says none."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    book["Identitas"]["B3"] = None
    sheet = book["Hadir"]
    sheet.insert_rows(1, 4)
    sheet["A1"], sheet["A2"], sheet["A3"] = "DAFTAR HADIR PERANGKAT DESA", "BULAN OKTOBER", "TAHUN 2024"
