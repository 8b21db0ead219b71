"""Rows that only bear a number, or a number and dots, are nobody's."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    for name in ("Hadir", "Rakor"):
        sheet = book[name]
        for row in range(4, 8):
            sheet.cell(row, 1, row - 1)
        sheet["B6"] = "........................"
        sheet["D7"] = "…"
