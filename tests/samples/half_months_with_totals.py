"""Two tables for the halves of a month: the first counts its own days, the second those of the whole month."""

from tests.builders import GRID_LABELS, full_month, unsigned_return, workbook

PEOPLE = [
    [1, "Sutrisno", "3503010101700001", "Kepala Desa", "KADES"],
    [2, "Siti Aminah", "3503014202850002", "Sekretaris Desa", "PERANGKAT"],
]
HALF = 15


def build() -> bytes:
    first = [[*person, *full_month()[:HALF], 11] for person in PEOPLE]
    second = [[*person, *full_month()[HALF:], counted] for person, counted in zip(PEOPLE, (23, 13), strict=True)]
    rows = [
        [*GRID_LABELS, *range(1, HALF + 1), "Jumlah H"],
        *first,
        [],
        [*GRID_LABELS, *range(HALF + 1, 32), "Jumlah H"],
        *second,
    ]
    return workbook(unsigned_return(Hadir=rows))
