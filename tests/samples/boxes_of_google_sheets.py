"""Boxes of Google Sheets, ticked or not, are asked about: nobody came or stayed away by one."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Rakor"]
    sheet["G2"], sheet["I2"], sheet["G3"], sheet["I3"] = True, True, True, False
