"""Headings 'None', 'Unnamed: 6' and 'nan', left over by a program, are columns of nobody."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet.insert_cols(5)
    sheet["E1"] = "None"
    sheet["E2"] = "None"
    sheet["AL1"], sheet["AM1"] = "Unnamed: 6", "nan"
