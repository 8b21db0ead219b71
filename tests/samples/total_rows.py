"""Total, average and percentage rows below the table are nobody's."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    for row, label in enumerate(["JUMLAH", "Total Hadir", "Rata-rata", "Persentase (%)"], start=4):
        sheet.cell(row, 2, label)
        for column in range(6, 12):
            sheet.cell(row, column, 2)
