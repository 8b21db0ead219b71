"""KETERANGAN stands merged over the columns of totals: they are counts and no remarks; one is wrong."""

import openpyxl

from tests.builders import GRID_LABELS, full_month, unsigned_return, workbook

ROWS = [
    [*GRID_LABELS, "TANGGAL", *[None] * 30, "KETERANGAN"],
    [*[None] * 5, *range(1, 32), "H", "S", "TK"],
    [1, "Sutrisno", "3503010101700001", "Kepala Desa", "KADES", *full_month(), 23, 0, 0],
    [2, "Siti Aminah", "3503014202850002", "Sekretaris Desa", "PERANGKAT", *full_month(), 23, 1, "-"],
]


def build() -> bytes:
    return workbook(unsigned_return(Hadir=ROWS), change)


def change(book: openpyxl.Workbook) -> None:
    for covered in ("F1:AJ1", "AK1:AM1", "A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2"):
        book["Hadir"].merge_cells(covered)
