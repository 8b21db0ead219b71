"""Excel has made dates of "1-4" and of the pattern "2-1-2": both are asked."""

from datetime import date

from tests.builders import workbook


def build() -> bytes:
    rows = [
        ["Kode Desa", "TPS", "Klasifikasi", "Pola Pengamanan"],
        ["35.03.06.2001", date(2024, 4, 1), "RAWAN", date(2002, 1, 2)],
        ["35.03.06.2001", 5, "RAWAN", "2-1-2"],
    ]
    return workbook({"Data": rows})
