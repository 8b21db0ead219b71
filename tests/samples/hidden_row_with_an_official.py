"""A hidden row holds an official: he is read like any other, and the hidden row is told."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet.row_dimensions[3].hidden = True
