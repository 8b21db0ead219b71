"""Marks that repeat the cell above, in every form; the repeated value is on record as a repair."""

from datetime import date

from tests.builders import full_month, grid_rows, labels, unsigned_return, workbook


def build() -> bytes:
    days = full_month()
    days[1] = "S"
    people = [
        [1, "Sutrisno", "3503010101700001", "Kaur Umum", "PERANGKAT", *days],
        [2, "Siti Aminah", "3503014202850002", '"', "idem", "H", '"', *full_month()[2:]],
    ]
    entries = [
        [1, date(2024, 10, 10), "IKRAR", "Sutrisno", None, None, "YA", None, "YA"],
        [2, "s.d.a", "''", "Siti Aminah", None, None, "sda", None, "〃"],
    ]
    return workbook(unsigned_return(Hadir=grid_rows(people), Rakor=[labels("activities"), *entries]))
