"""31 is filled although the month has 30 days."""

from datetime import date

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    book["Identitas"]["B3"] = "November 2024"
    sheet = book["Hadir"]
    for row in (2, 3):
        for day in range(1, 32):
            exists = day < 31 and date(2024, 11, day).weekday() < 5 and day != 27
            sheet.cell(row, 5 + day).value = "H" if exists or (day == 31 and row == 2) else None
    book["Rakor"]["B2"] = date(2024, 11, 7)
