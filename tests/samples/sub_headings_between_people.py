"""Sub-headings between the people, with a letter before them or merged across the table, are nobody."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet.insert_rows(3)
    sheet.insert_rows(2)
    sheet["A2"], sheet["B2"], sheet["A4"] = "A", "KEPALA DESA", "B. PERANGKAT DESA"
    sheet.merge_cells("A4:E4")
