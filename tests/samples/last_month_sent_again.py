"""Last month's form, sent again this month: it is not counted for this month."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    book["Identitas"]["B3"] = "2024-09"
