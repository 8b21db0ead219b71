"""The forms of two months in one file: each month counts for itself."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet.insert_rows(1)
    sheet["A1"] = "DAFTAR HADIR BULAN OKTOBER 2024"
    other = book.copy_worksheet(sheet)
    other.title = "September"
    other["A1"] = "DAFTAR HADIR BULAN SEPTEMBER 2024"
    other["F3"] = "TK"
