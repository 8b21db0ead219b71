"""The second half of a month names its people without their numbers, in another order: they are the same people."""

from tests.builders import GRID_LABELS, full_month, unsigned_return, workbook

PEOPLE = [
    [1, "Sutrisno", "3503010101700001", "Kepala Desa", "KADES"],
    [2, "Siti Aminah", "3503014202850002", "Sekretaris Desa", "PERANGKAT"],
]
HALF = 15


def build() -> bytes:
    codes = full_month()
    first = [[*GRID_LABELS, *range(1, HALF + 1)], *([*person, *codes[:HALF]] for person in PEOPLE)]
    later = [[number, name, None, post, None, *codes[HALF:]] for number, name, _, post, _ in reversed(PEOPLE)]
    second = [[*GRID_LABELS, *range(HALF + 1, 32)], *later]
    return workbook(unsigned_return(Hadir=[*first, [], *second]))
