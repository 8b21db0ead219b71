"""What a map's entry tells begins with "Diketahui", the word that announces a signature; an entry follows."""

from datetime import date

from tests.builders import identity_rows, labels, unsigned_return, workbook


def build() -> bytes:
    stated = {"Kode Desa/Kelurahan": None, "Nama Desa/Kelurahan": None, "Kerawanan Nihil": "TIDAK"}
    entries = [
        [None, "POLITIK UANG", None, "Diketahui warga ada bagi sembako", 1, "DESA"],
        [2, "KEAMANAN", "TPS 3", "Mengetahui ada ancaman", 1, "POLRI", date(2024, 10, 3), "Patroli"],
        [],
        [None, "Mengetahui Kepala Desa"],
        [],
        [None, "SUTRISNO"],
    ]
    told = unsigned_return(Identitas=identity_rows(**stated), Kerawanan=[labels("vulnerabilities"), *entries])
    return workbook(told)
