"""Blank rows and a second title above: the finding names the very cell."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet.insert_rows(1, 2)
    sheet["A1"] = "DAFTAR HADIR BULAN OKTOBER 2024"
    sheet.insert_rows(5)
    sheet["K6"], sheet["L4"] = None, "zz"
    sheet["L6"] = "S?"
