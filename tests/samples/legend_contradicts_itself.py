"""A legend that explains one code twice, differently, explains nothing."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["F2"] = "A"
    sheet["B5"] = "Ket: H = Hadir, A = Alpa"
    sheet["B6"] = "A = Izin"
