"""Excel made a date of the month in the title; Identitas says none."""

from datetime import date

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    book["Identitas"]["B3"] = None
    sheet = book["Hadir"]
    sheet.insert_rows(1, 3)
    sheet["A1"], sheet["B1"] = "Bulan", date(2024, 10, 1)
    sheet["B1"].number_format = "mmmm yyyy"
