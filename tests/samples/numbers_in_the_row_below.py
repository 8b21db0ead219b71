"""Each number stands in the row below its name: no person of its own."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet.insert_rows(3)
    sheet["B3"], sheet["B5"] = "NIP. 3503010101700001", "3503014202850002"
    sheet["C2"] = sheet["C4"] = None
