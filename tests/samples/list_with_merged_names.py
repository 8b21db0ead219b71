"""A list that writes each name once, merged over his days; the same remark is merged over two of them."""

import openpyxl

from tests.builders import labels, unsigned_return, workbook

ROWS = [
    [1, "Sutrisno", "3503010101700001", "Kepala Desa", "1 Oktober 2024", None, None, None, "Hadir", None],
    [2, None, None, None, "2 Oktober 2024", None, None, None, "Sakit", "surat dokter"],
    [3, None, None, None, "3 Oktober 2024", None, None, None, "Sakit", None],
    [4, "Siti Aminah", "3503014202850002", "Sekretaris Desa", "1 Oktober 2024", None, None, None, "Hadir", None],
    [5, None, None, None, "2 Oktober 2024", None, None, None, "Cuti", None],
]


def build() -> bytes:
    return workbook(unsigned_return(Hadir=[labels("attendance", "list"), *ROWS]), change)


def change(book: openpyxl.Workbook) -> None:
    for column in "BCD":
        for rows in ((2, 4), (5, 6)):
            book["Hadir"].merge_cells(f"{column}{rows[0]}:{column}{rows[1]}")
    book["Hadir"].merge_cells("J3:J4")
