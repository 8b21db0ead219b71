"""A police list that shows the class by the cell's colour: it is asked, never guessed, and so is a class of
another scale.
"""

import openpyxl
from openpyxl.styles import PatternFill

from tests.builders import workbook


def build() -> bytes:
    rows = [
        ["Kode Desa", "TPS", "Klasifikasi"],
        ["35.03.05.2001", 1, None],
        ["35.03.05.2001", 2, "AMAN"],
        ["35.03.05.2001", 3, "RAWAN"],
    ]
    return workbook({"Peta": rows}, change)


def change(book: openpyxl.Workbook) -> None:
    book["Peta"]["C2"].fill = PatternFill("solid", fgColor="FF0000")
