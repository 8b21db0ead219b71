"""Levels in words of a scale with more than three: what high means on it nobody can tell."""

from tests.builders import identity_rows, labels, unsigned_return, workbook

STATED = {"Kode Desa/Kelurahan": None, "Nama Desa/Kelurahan": None, "Kerawanan Nihil": "TIDAK"}


def build() -> bytes:
    rated = [
        [n, "KEAMANAN", f"TPS {n}", None, level, "DESA"]
        for n, level in enumerate(("Sangat Tinggi", "Tinggi", "Rendah"), 1)
    ]
    nil = identity_rows(**STATED)
    return workbook(unsigned_return(Identitas=nil, Kerawanan=[labels("vulnerabilities"), *rated]))
