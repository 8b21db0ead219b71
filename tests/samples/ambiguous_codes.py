"""A, TL, 1, l, C? and 'tidak hadir' have more than one meaning without a legend."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["F2"], sheet["G2"], sheet["H2"], sheet["I2"] = "A", "TL", 1, "l"
    sheet["L2"], sheet["M2"], sheet["N2"], sheet["O2"] = "C?", "Tidak Hadir", "l.", True
