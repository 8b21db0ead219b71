"""Separators, a prefix and a leading apostrophe inside identifiers go, on record."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["C2"] = "NIK. 3503.0101.0170.0001"
    sheet["C3"] = "'3503 0142 0285 0002"
