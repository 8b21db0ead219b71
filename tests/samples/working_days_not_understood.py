"""Hari Kerja is filled and not understood: asked at its cell, and no Saturday is held against anybody."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    book["Identitas"]["A6"], book["Identitas"]["B6"] = "Hari Kerja", "bergilir"
    sheet = book["Hadir"]
    sheet["J2"] = "H"
