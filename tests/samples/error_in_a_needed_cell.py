"""A #REF! where a status belongs is unknown and told, not blank and not absent."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["F2"] = "#REF!"
    sheet["F2"].data_type = "e"
    sheet["C3"] = "#N/A"
    sheet["C3"].data_type = "e"
