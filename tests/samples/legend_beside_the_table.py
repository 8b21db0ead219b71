"""A legend in a column beside the table, one entry a row, with a meaning that no list knows."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["F2"], sheet["G2"], sheet["H2"] = "A", "M", "X"
    sheet["AM1"], sheet["AM2"], sheet["AM3"], sheet["AM4"] = "A = Alpa", "M = Dinas Luar", "X = Piket", "H = Hadir"
