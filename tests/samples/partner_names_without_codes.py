"""A police list whose village names stand in two districts: the district decides, and without one it is asked."""

from tests.builders import workbook


def build() -> bytes:
    rows = [
        ["Desa", "Kec", "TPS", "Klasifikasi"],
        ["Karanganyar", None, 2, "RAWAN"],
        ["Karanganyar", "Pule", 1, "RAWAN"],
        ["Karanganyar", "Gandusari", 1, "SANGAT RAWAN"],
        ["Desa Yang Tidak Ada", "Pule", 1, "RAWAN"],
    ]
    return workbook({"Polres": rows})
