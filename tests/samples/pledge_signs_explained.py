"""A note below the pledges says that a cross strikes out what does not apply, and another that T means signed."""

import openpyxl

from tests.builders import labels, unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Rakor"]
    pledge = labels("activities").index("Ikrar Ditandatangani") + 1
    sheet.cell(2, pledge, "T")
    sheet.cell(3, pledge, "x")
    sheet.cell(5, 2, "Keterangan: T = Tanda tangan")
    sheet.cell(6, 2, "*) x = coret yang tidak perlu")
