"""Totals, levels and running numbers as text."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["A2"], sheet["A3"] = "1", "2."
    sheet["AK1"], sheet["AL1"] = "Jumlah H", "Jumlah TK"
    sheet["AK2"], sheet["AL2"], sheet["AK3"], sheet["AL3"] = "23", "0", "22", "-"
    for column, value in enumerate(["1", "NETRALITAS", "TPS 1", None, "2", "TNI"], start=1):
        book["Kerawanan"].cell(2, column, value)
    book["Identitas"]["B5"] = "TIDAK"
