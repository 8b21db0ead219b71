"""Hari Kerja says Senin - Sabtu: Saturdays are working days, filled ones are no fault and blank ones are asked."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    book["Identitas"]["A6"], book["Identitas"]["B6"] = "Hari Kerja", "Senin - Sabtu"
    sheet = book["Hadir"]
    sheet["J2"] = sheet["Q2"] = sheet["X2"] = "H"
