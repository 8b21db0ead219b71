"""Remarks say that somebody retired, or left, during the month: TK after that is asked, and blank days once."""

from tests.builders import full_month, grid_rows, unsigned_return, workbook


def build() -> bytes:
    absent, blank = full_month(), full_month()
    absent[27:29] = ["TK", "TK"]
    blank[27:] = [None] * 4
    people = [
        [1, "Sutrisno", "3503010101700001", "Kepala Desa", "KADES", *absent, "pensiun per 28 Oktober 2024"],
        [2, "Siti Aminah", "3503014202850002", "Sekretaris Desa", "PERANGKAT", *blank, "mutasi ke kecamatan"],
        [3, "Kosong sejak 2023", None, "Kaur Umum", None],
    ]
    return workbook(unsigned_return(Hadir=grid_rows(people)))
