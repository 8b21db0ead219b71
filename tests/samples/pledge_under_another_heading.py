"""The pledge's column is headed "TTD Pakta Integritas", as forms of other offices have it."""

import openpyxl

from tests.builders import labels, unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    book["Rakor"].cell(1, labels("activities").index("Ikrar Ditandatangani") + 1, "TTD Pakta Integritas")
