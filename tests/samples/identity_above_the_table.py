"""No sheet Identitas: the labels stand above the table, some with their value behind a colon."""

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    sheets = unsigned_return()
    labels = [
        ["DAFTAR HADIR PERANGKAT DESA"],
        ["Kode Desa : 35.03.01.2001", None, None, None, "Bulan", ":", "Oktober"],
        ["Desa", ":", "Besuki", None, "Tahun", ":", 2024],
        ["Laporan Nihil: YA", None, None, None, "Kerawanan Nihil", ":", "YA"],
        [],
    ]
    sheets["Hadir"] = [*labels, *sheets["Hadir"]]
    del sheets["Identitas"]
    return workbook(sheets)
