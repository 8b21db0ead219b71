"""Ticks stand under "Hadir" or "Tidak" and "Sudah" or "Belum", each pair under a merged heading; a row has both."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(Rakor=ROWS), change)


def change(book: openpyxl.Workbook) -> None:
    for merged in ("E1:F1", "G1:H1", "A1:A2", "B1:B2", "C1:C2", "D1:D2", "E7:F7"):
        book["Rakor"].merge_cells(merged)


ROWS = [
    ["No", "Tanggal", "Kegiatan", "Nama", "Kehadiran", None, "Ikrar Ditandatangani"],
    [None, None, None, None, "Hadir", "Tidak Hadir", "Sudah", "Belum"],
    [1, 2, 3, 4, 5, 6, 7, 8],
    [1, "Kamis Kliwon, 10 Oktober 2024", "IKRAR", "Sutrisno", "√", None, "√", None],
    [2, "10-Okt-24", "IKRAR", "Siti Aminah", "√", None, None, "√"],
    [3, "Oct 15, 2024", "RAKOR", "Sutrisno", None, "√", "-", "-"],
    [4, "15.10.2024", "RAKOR", "Siti Aminah", "√"],
    [5, "tgl 17 Oktober 2024 jam 09.00", "RAKOR", "Sutrisno", "√", "√"],
    [6, "17 Oktober '24", "RAKOR", "Siti Aminah", True, False],
]
