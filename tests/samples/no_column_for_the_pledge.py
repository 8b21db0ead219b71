"""Rows of a pledge stand on a sheet that has no column for it."""

from datetime import date

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(Rakor=ROWS))


ROWS = [
    ["No", "Tanggal", "Kegiatan", "Nama", "Hadir", "Alamat"],
    [1, date(2024, 10, 10), "IKRAR", "Sutrisno", "√", "RT 1"],
    [2, date(2024, 10, 10), "IKRAR", "Siti Aminah", "√", "RT 2"],
]
