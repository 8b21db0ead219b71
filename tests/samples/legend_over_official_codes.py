"""A legend gives official codes another meaning (TK = Tugas Khusus): unknown there, asked, and nobody blamed."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["F2"], sheet["G2"] = "TK", "S"
    sheet["B5"] = "Keterangan: H = Hadir, TK = Tugas Khusus, S = Siang"
