"""A table a week, one below the other: one form, and each day of a person once."""

from tests.builders import GRID_LABELS, full_month, unsigned_return, workbook

PEOPLE = [
    [1, "Sutrisno", "3503010101700001", "Kepala Desa", "KADES"],
    [2, "Siti Aminah", "3503014202850002", "Sekretaris Desa", "PERANGKAT"],
]


def build() -> bytes:
    rows: list[list[object]] = []
    for week, first in enumerate(range(1, 32, 7), start=1):
        days = range(first, min(first + 7, 32))
        codes = [full_month()[day - 1] for day in days]
        rows += [[f"MINGGU KE-{week}"], [*GRID_LABELS, *days], *([*person, *codes] for person in PEOPLE), []]
    return workbook(unsigned_return(Hadir=rows))
