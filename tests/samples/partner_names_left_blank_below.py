"""A police list that names a village in its first row only, and leaves the cells below blank."""

from tests.builders import workbook


def build() -> bytes:
    rows = [
        ["Kecamatan", "Nama Desa", "TPS", "Klasifikasi"],
        ["Munjungan", "Ngulungkulon", 1, "RAWAN"],
        [None, None, 2, "RAWAN"],
        [None, "Bangun", "001", "Sangat Rawan"],
        [None, None, "002", "rawan"],
    ]
    return workbook({"Sheet1": rows})
