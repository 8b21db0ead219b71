"""A dash, a dot, a 0 or an unticked box under a day is no code: asked, and neither present nor absent."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["F2"], sheet["G2"], sheet["H2"], sheet["I2"], sheet["L2"] = "-", ".", 0, False, True
