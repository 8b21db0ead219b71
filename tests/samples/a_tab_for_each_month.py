"""A year's book with a tab a month: only the report's month counts, the others are told."""

from tests.builders import full_month, grid_rows, unsigned_return, workbook

PERSON = [1, "Sutrisno", "3503010101700001", "Kepala Desa", "KADES"]


def build() -> bytes:
    sheets = unsigned_return()
    del sheets["Hadir"]
    for tab, code in {"AGUSTUS": "S", "SEPTEMBER": "I", "OKTOBER": "H"}.items():
        sheets[tab] = [["DAFTAR HADIR TAHUN 2024"], *grid_rows([[*PERSON, *full_month(code)]])]
    return workbook(sheets)
