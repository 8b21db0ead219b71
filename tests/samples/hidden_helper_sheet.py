"""A hidden sheet with lists for drop-downs is no form, but its content is told."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book.create_sheet("daftar pilihan")
    sheet["A1"] = "PNS"
    sheet.sheet_state = "hidden"
