"""Two forms beside each other on one sheet, parted by a blank column; one is longer than the other."""

import openpyxl

from tests.builders import labels, put, unsigned_return, workbook

RISKS = [
    [1, "NETRALITAS", "TPS 1", None, 2, "TNI"],
    ["Jumlah", None, None, None, 2],
    [2, "KEAMANAN", "TPS 2", None, 1, "POLRI"],
]


def build() -> bytes:
    sheets = unsigned_return()
    del sheets["Kerawanan"]
    del sheets["Rakor"]
    return workbook(sheets, beside)


def beside(book: openpyxl.Workbook) -> None:
    sheet = book.create_sheet("Gabungan")
    meeting = [1, "10/10/2024", "IKRAR", "Sutrisno", None, None, "YA", None, "YA"]
    put(sheet, [labels("activities"), meeting, ["Jumlah", 1], [2, *meeting[1:3], "Siti Aminah", *meeting[4:]]])
    put(sheet, [labels("vulnerabilities"), *RISKS], left=12)
    book["Identitas"]["B5"] = "TIDAK"
