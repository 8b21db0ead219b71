"""Two rows a person, in and out, with the name merged over both: one person; where the two differ, it is asked."""

import openpyxl

from tests.builders import GRID_LABELS, full_month, unsigned_return, workbook

PEOPLE = [
    [1, "Sutrisno", "3503010101700001", "Kepala Desa", "KADES"],
    [2, "Siti Aminah", "3503014202850002", "Sekretaris Desa", "PERANGKAT"],
]


def build() -> bytes:
    rows: list[list[object]] = [[*GRID_LABELS, "M/P", *range(1, 32)]]
    for person in PEOPLE:
        rows += [[*person, "M", *full_month()], [None] * 5 + ["P", *full_month()]]
    rows[4][7] = "S"
    return workbook(unsigned_return(Hadir=rows), change)


def change(book: openpyxl.Workbook) -> None:
    for column in "ABCDE":
        for top in (2, 4):
            book["Hadir"].merge_cells(f"{column}{top}:{column}{top + 1}")
