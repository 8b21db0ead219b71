"""Month before day, a day that does not exist, a two-digit other year, a bare number."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Rakor"]
    for row, day in enumerate(["10/25/2024", "31 September 2024", "5/10/23", 45570, "besok"], start=2):
        for column, value in enumerate([row - 1, day, "RAKOR", "Sutrisno", None, None, "YA"], start=1):
            sheet.cell(row, column, value)
