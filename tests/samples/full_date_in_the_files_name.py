"""No month inside the file, and a day in its name: the day of sending is no month, so the month is asked."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    book["Identitas"]["B3"] = None
