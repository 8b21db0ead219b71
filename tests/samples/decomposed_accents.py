"""Letters and accents stored apart (NFD), as some Macs write them."""

import unicodedata

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["B2"], sheet["B3"] = unicodedata.normalize("NFD", "Sutrisn\u00f3"), "Siti Aminah"
