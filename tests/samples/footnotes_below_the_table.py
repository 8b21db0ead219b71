"""Footnotes and a legend below the table, in one cell or two, are nobody."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["A5"], sheet["B5"] = "*)", "Cuti bersama tidak mengurangi hak cuti tahunan"
    sheet["A6"], sheet["B6"] = "Catatan", "Senin tanggal 7 diganti hari Sabtu"
    sheet["B7"], sheet["C7"] = "NB:", "H = Hadir"
    sheet["B8"], sheet["C8"] = "TK", "Tanpa Keterangan"
