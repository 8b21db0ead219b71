"""Hidden helper columns and rows that hold nothing are harmless."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet.insert_cols(4, 2)
    sheet.column_dimensions["D"].hidden = True
    sheet.column_dimensions["E"].hidden = True
    sheet.row_dimensions[40].hidden = True
