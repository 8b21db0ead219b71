"""One code merged across the days of a leave and down over two people: it counts in every cell it covers."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["G3"], sheet["L2"] = "C", "DL"
    for covered in ("G3:I3", "L2:L3"):
        sheet.merge_cells(covered)
