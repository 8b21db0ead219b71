"""The table stands far from A1: blank first columns, blank rows above, and a gap between its columns."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet.insert_cols(3)
    sheet.insert_cols(1, 3)
    sheet.insert_rows(1, 11)
    sheet["H14"] = "XX"
