"""Dates as text, as people write them: day before month, Indonesian months."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Rakor"]
    written = ["10 Oktober 2024", "Senin, 14 Okt 2024", "15/10/2024", "16-10-24", "17.10.2024", "18 OKTOBER 2024"]
    for row, day in enumerate(written, start=2):
        for column, value in enumerate([row - 1, day, "RAKOR", "Sutrisno", None, None, "YA"], start=1):
            sheet.cell(row, column, value)
