"""Sheets may have any name: a form is known by its headings."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    for number, sheet in enumerate(book.worksheets, start=1):
        sheet.title = f"Sheet{number} (2)"
