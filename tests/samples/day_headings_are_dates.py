"""The day columns are headed by real dates that only show their day."""

from datetime import date

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    for day in range(1, 32):
        heading = sheet.cell(1, 5 + day, date(2024, 10, day))
        heading.number_format = "d"
