"""Cells that hold only spaces are blank: unknown, never a person and never a code."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["F2"], sheet["G2"], sheet["H2"] = " ", "\u00a0\u00a0", "\u200b"
    for column in range(1, 38):
        sheet.cell(5, column, "  ")
    book["Laporan"]["A2"], book["Laporan"]["B2"], book["Laporan"]["F2"] = " ", "   ", "\u00a0"
