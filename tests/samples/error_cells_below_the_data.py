"""Stray #REF! cells and formatting below the data belong to no row."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    for place in ("F9", "B15", "AK20"):
        sheet[place] = "#REF!"
        sheet[place].data_type = "e"
