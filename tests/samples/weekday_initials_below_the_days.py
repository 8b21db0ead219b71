"""A row of weekday initials stands under the numbers of the days: S is Monday there, and nobody's illness."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet.insert_rows(2)
    for day in range(1, 32):
        sheet.cell(2, 5 + day, "SRKJSMS"[day % 7])
