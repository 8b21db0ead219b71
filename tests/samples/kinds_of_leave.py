"""The kinds of leave of PP 11/2017, as letters and as words, are leave."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    kinds = ["CT", "CB", "CS", "CM", "CAP", "Cuti Tahunan", "Cuti Sakit", "Cuti Melahirkan", "Cuti Besar"]
    for column, kind in zip("FGHILMNOP", kinds, strict=True):
        sheet[f"{column}2"] = kind
