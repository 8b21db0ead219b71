"""Non-breaking and zero-width characters in headings, names, identifiers and codes."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["B1"], sheet["C1"], sheet["D1"] = "\u00a0Nama\u00a0Lengkap\u200b", "NIP\u200b/\u2060NIK", "\ufeffJabatan"
    sheet["B2"], sheet["B3"] = "\u00a0Sutrisno\u200b", "Siti\u00a0\u00a0Aminah"
    sheet["C2"], sheet["C3"] = "3503\u200b010101700001", "3503014202850002\u00a0"
    sheet["F2"], sheet["G2"] = "H\u200b", "\u00a0H"
