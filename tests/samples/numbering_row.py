"""A row that only numbers the columns stands under the headings."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet.insert_rows(2)
    for column in range(1, 38):
        sheet.cell(2, column, f"({column})" if column % 2 else column)
