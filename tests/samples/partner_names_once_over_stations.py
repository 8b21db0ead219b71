"""A police list under title rows: district and village merged once over their stations, numbers as "TPS 01"."""

import openpyxl

from tests.builders import workbook


def build() -> bytes:
    rows = [
        ["KLASIFIKASI KERAWANAN TPS"],
        ["POLRES TRENGGALEK"],
        [],
        ["No", "Kecamatan", "Desa", "No TPS", "Kategori", "Pola Pam", "Polri", "Linmas"],
        [1, "Panggul", "Besuki", "TPS 01", "RAWAN", "2-1-2", 2, 2],
        [2, None, None, "TPS 02", "KURANG RAWAN", "2-16-32", 2, 32],
        [3, None, "Terbis", "TPS 01", "SANGAT RAWAN", "2-1-2", 2, 2],
    ]
    return workbook({"TPS": rows}, change)


def change(book: openpyxl.Workbook) -> None:
    for covered in ("B5:B7", "C5:C6", "A1:H1"):
        book["TPS"].merge_cells(covered)
