"""Codes in small letters, as words, as ticks, with spaces and dots are certain."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    words = ["hadir", "h", "H ", "h.", "sakit", "Ijin", "cuti tahunan", "dl", "T.K.", "Dinas Luar", "psw", "\u2713"]
    for column, word in zip([6, 7, 8, 9, 12, 13, 14, 15, 16, 19, 20, 21], words, strict=True):
        sheet.cell(3, column, word)
