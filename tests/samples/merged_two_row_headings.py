"""Headings merged over two rows: Tanggal above the days, Jumlah above the totals."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet.insert_rows(1)
    for column in range(1, 6):
        sheet.cell(1, column, sheet.cell(2, column).value)
        sheet.cell(2, column).value = None
        sheet.merge_cells(start_row=1, start_column=column, end_row=2, end_column=column)
    sheet.cell(1, 6, "Tanggal")
    sheet.merge_cells("F1:AJ1")
    sheet["AK1"], sheet["AK2"], sheet["AL2"] = "Jumlah", "H", "TK"
    sheet["AK3"], sheet["AL3"], sheet["AK4"], sheet["AL4"] = 23, 0, 23, 1
