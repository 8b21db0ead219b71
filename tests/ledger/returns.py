"""One village's month in one file: an attendance grid of one official, all of it in order unless a test says else."""

import os
from collections.abc import Mapping
from pathlib import Path

from data.calendar import Period, is_day_off
from tests.builders import drop, grid_rows, identity_rows

SOUND = "197003152001121003"
_LONG_AGO = 1_700_000_000  # a file so old is not waited for


def fill(
    inbox: Path,
    period: str,
    *,
    name: str = "hadir.xlsx",
    codes: Mapping[int, str] | None = None,
    identifier: str = SOUND,
    every_day: str | None = None,
    colleagues: tuple[str, ...] = (),
) -> Path:
    """Put a return into the village's folder, over one of the same name; return its path.

    ``codes`` replace the present days by day; ``every_day`` also fills the days off; ``colleagues`` have the
    same days.
    """
    month = Period.parse(period)
    days: list[object] = [every_day or (None if is_day_off(day, "5") else "H") for day in month.days()]
    for day, code in (codes or {}).items():
        days[day - 1] = code
    person = [1, "Bambang Wijayanto", identifier, "Kasi Pemerintahan", "PNS", *days]
    others = [[number, each, None, "Kaur", "PERANGKAT", *days] for number, each in enumerate(colleagues, start=2)]
    sheets = {"Identitas": identity_rows(Periode=period), "Hadir": grid_rows([person, *others], days=len(days))}
    path = drop(inbox, sheets, name)
    os.utime(path, (_LONG_AGO, _LONG_AGO))
    return path
