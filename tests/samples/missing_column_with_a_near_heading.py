"""A required column is missing; a heading that is only near is suggested, not applied."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    book["Hadir"]["C1"] = "NIP/NIKK"
