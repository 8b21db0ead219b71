"""Formulas that were never calculated hold no value: unknown and told."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["F2"] = '=IF(1=1,"H","")'
    sheet["G3"] = "=F3"
