"""Two codes in one cell: nobody can tell which, so unknown."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["F2"], sheet["G2"], sheet["H2"], sheet["I2"] = "H/S", "S, I", "H\nTK", "DL+TK"
