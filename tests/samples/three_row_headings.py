"""Headings over three rows: a title of the group, a blank row, then the days."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet.insert_rows(1, 2)
    for column in range(1, 6):
        sheet.cell(1, column, sheet.cell(3, column).value)
        sheet.cell(3, column).value = None
        sheet.merge_cells(start_row=1, start_column=column, end_row=3, end_column=column)
    sheet.cell(1, 6, "BULAN OKTOBER 2024")
    sheet.merge_cells("F1:AJ1")
    sheet.cell(2, 6, "Tanggal")
    sheet.merge_cells("F2:AJ2")
