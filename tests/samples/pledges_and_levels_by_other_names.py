"""A pledge made up for later, and levels in words: low, middle, high; two places rated apart are no contradiction."""

from datetime import date

from tests.builders import identity_rows, labels, unsigned_return, workbook

STATED = {"Kode Desa/Kelurahan": None, "Nama Desa/Kelurahan": None, "Kerawanan Nihil": "TIDAK"}


def build() -> bytes:
    pledges = [
        [1, date(2024, 10, 10), "Penandatanganan Ikrar", "Sutrisno", None, None, "YA", None, "YA"],
        [2, date(2024, 10, 17), "IKRAR (susulan)", "Siti Aminah", None, None, "YA", None, "YA"],
    ]
    care = [None, "Patroli", "Kades", date(2024, 12, 1)]
    rated = [
        [1, "KEAMANAN", "TPS 1", None, "Tinggi", "POLRI", *care],
        [2, "KEAMANAN", "TPS 9", None, "Rendah", "TNI", *care],
        [3, "LOGISTIK", "TPS 2", None, "Sedang", "POLRI", *care],
        [4, "POLITIK UANG", "TPS 3", None, "Tinggi", "POLRI", *care],
        [5, "POLITIK UANG", "TPS 3", None, "Rendah", "TNI", *care],
    ]
    return workbook(
        unsigned_return(
            Identitas=identity_rows(**STATED),
            Rakor=[labels("activities"), *pledges],
            Kerawanan=[labels("vulnerabilities"), *rated],
        )
    )
