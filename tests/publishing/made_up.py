"""What all made-up tables share: the month, names, the files that rows come from."""

import hashlib
from functools import cache

from data.calendar import Period
from data.register import villages_in

PERIOD = Period(2024, 10)
INJECTED = '=HYPERLINK("http://contoh.invalid","klik")'
NAMES = ("Siti Aminah, S.Pd.", "H. Sutrisno", "Sri Wahyuni", "Agus Purnomo, S.Sos.", "Dwi Lestari", "Mujiono")

Row = dict[str, object]


def digest(text: str) -> str:
    """Return a text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def path_of(village: str) -> str:
    """Return the file that a village sent."""
    name = villages_in(village)["name"].iloc[0]
    return f"{village} {name}/laporan oktober {name}.xlsx"
