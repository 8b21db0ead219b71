"""A legend on the sheet says what its codes mean, against the usual aliases."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["F2"], sheet["G2"] = "A", "M"
    sheet["B5"] = "Keterangan:"
    sheet["B6"], sheet["B7"], sheet["B8"] = "H = Hadir", "A = Alpa", "M = Dinas Luar"
