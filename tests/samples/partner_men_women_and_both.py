"""The commission's voters in three columns under one heading: their sum is read, and a sheet without headings
is told.
"""

import openpyxl

from tests.builders import workbook


def build() -> bytes:
    rows = [
        ["Desa", "Kecamatan", "TPS", "DPT"],
        [None, None, None, "L", "P", "L+P"],
        ["Ngadisuko", "Durenan", 1, 200, 210, 410],
    ]
    loose = [["Ngadisuko", "Durenan", 2, 400], ["Ngadisuko", "Durenan", 3, 401]]
    return workbook({"DPT": rows, "Lanjutan": loose}, change)


def change(book: openpyxl.Workbook) -> None:
    book["DPT"].merge_cells("D1:F1")
