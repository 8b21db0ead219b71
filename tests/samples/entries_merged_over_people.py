"""Date, activity and who came stand once, merged over all people of a meeting."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    for column in "BCGI":
        book["Rakor"].merge_cells(f"{column}2:{column}3")
