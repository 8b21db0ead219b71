"""Rows without name and number are told, and never compared with one another."""

from datetime import date

from tests.builders import full_month, grid_rows, labels, unsigned_return, workbook


def build() -> bytes:
    people = [
        [1, "Sutrisno", "3503010101700001", "Kepala Desa", "KADES", *full_month()],
        [2, None, None, "Kaur Umum", "PERANGKAT", *full_month()],
        [3, None, None, "Kaur Umum", "PERANGKAT", *full_month("S")],
    ]
    entries = [
        [1, date(2024, 10, 10), "IKRAR", "Sutrisno", None, None, "YA", None, "YA"],
        [2, date(2024, 10, 10), "IKRAR", None, None, "Kaur Umum", "YA", None, "YA"],
        [3, date(2024, 10, 10), "IKRAR", None, None, "Kaur Umum", "YA", None, "TIDAK"],
    ]
    return workbook(unsigned_return(Hadir=grid_rows(people), Rakor=[labels("activities"), *entries]))
