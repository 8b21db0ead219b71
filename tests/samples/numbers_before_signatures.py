"""Signatures stand behind printed numbers, left and right in turn under one merged heading; some are still dots."""

from datetime import date

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(Rakor=ROWS), merge)


def merge(book: openpyxl.Workbook) -> None:
    book["Rakor"].merge_cells("F1:G1")


IKRAR = [date(2024, 10, 10), "IKRAR"]
ROWS = [
    ["No", "Tanggal", "Kegiatan", "Nama", "Hadir", "Tanda Tangan Ikrar"],
    [1, *IKRAR, "Sutrisno", "1. √", "1. ttd", None],
    [2, *IKRAR, "Siti Aminah", "2) hadir", None, "2. TTD"],
    [3, *IKRAR, "Budi Santoso", "√", "3. ..........", None],
    [4, *IKRAR, "Rina Wati", "√", None, "4."],
    [5, *IKRAR, "Agus Salim", "√", 5, None],
]
