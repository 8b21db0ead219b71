"""Maps of zeros and forms without a row: nothing in them can be a copy of another village's."""

from tests.builders import identity_rows, labels, unsigned_return, workbook

ZEROS = [
    [row, variable, None, None, 0, "DESA"]
    for row, variable in enumerate(["NETRALITAS", "KEAMANAN", "LOGISTIK", "POLITIK UANG"], start=1)
]


def build() -> bytes:
    stated = identity_rows(**{"Kode Desa/Kelurahan": None, "Nama Desa/Kelurahan": None, "Kerawanan Nihil": "TIDAK"})
    return workbook(unsigned_return(Identitas=stated, Kerawanan=[labels("vulnerabilities"), *ZEROS]))
