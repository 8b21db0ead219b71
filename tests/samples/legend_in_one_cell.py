"""A legend in one cell without commas: A and M mean there what it says."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["F2"], sheet["G2"] = "A", "M"
    sheet["B5"] = "Keterangan : H = Hadir   A = Alpa   M = Dinas Luar"
