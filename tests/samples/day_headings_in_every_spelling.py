"""Headings of days as people write them: with a weekday, with Tgl, with the month, as 01, as dates."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    days = ["Sel\n1", "Tgl 2", "3 Okt", "4/10", "05", "Minggu, 6", "07-10-2024", "8 Oktober 2024", "Rabu 9", "10."]
    for day, heading in enumerate(days, start=1):
        sheet.cell(1, 5 + day, heading)
