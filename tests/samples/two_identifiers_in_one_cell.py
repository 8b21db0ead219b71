"""Two NIPs in one cell are no identifier: told, and none of them is chosen."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["C2"] = "197001011995031001 / 3503010101700001"
    sheet["C3"] = "3503014202850002\n3503014202850003"
