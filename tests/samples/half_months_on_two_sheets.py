"""The halves of a month stand on two sheets: one form, and each day of a person once."""

from tests.builders import GRID_LABELS, full_month, unsigned_return, workbook

PEOPLE = [
    [1, "Sutrisno", "3503010101700001", "Kepala Desa", "KADES"],
    [2, "Siti Aminah", "3503014202850002", "Sekretaris Desa", "PERANGKAT"],
]
HALF = 15


def build() -> bytes:
    sheets = unsigned_return()
    del sheets["Hadir"]
    for name, days in (("Absen 1-15", range(1, HALF + 1)), ("Absen 16-31", range(HALF + 1, 32))):
        codes = [full_month()[day - 1] for day in days]
        sheets[name] = [[*GRID_LABELS, *days], *([*person, *codes] for person in PEOPLE)]
    return workbook(sheets)
