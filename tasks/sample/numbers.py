"""Invented NIP and NIK that are valid by their own rules (their parts: ``data.identifiers``).

No two villages of a regency share a birth date, so no number is ever drawn twice in a regency.
"""

from datetime import date, timedelta
from random import Random

from data.calendar import Period
from tasks.sample.draws import happens, text
from tasks.sample.villages import Village

_PPPK_SINCE = 2021
_PPPK_CODES = (21, 22)
_WOMAN_DAY = 40


def birth_date(rng: Random, village: Village, period: Period, ages: tuple[int, int]) -> date:
    """Return a birth date whose age at the period lies between two ages, on one of the village's own days."""
    youngest, oldest = ages
    day = rng.randint(period.first.toordinal() - oldest * 365, period.first.toordinal() - youngest * 366)
    return date.fromordinal(day - (day - village.number) % village.count)


def nip(rng: Random, born: date, sex: str, category: str, period: Period) -> str:
    """Return an 18-digit NIP of a PNS (year and month of appointment) or a PPPK (year and code)."""
    if category == "PPPK":
        year = rng.randint(max(_PPPK_SINCE, born.year + 20), max(_PPPK_SINCE, period.year - 1))
        appointment = f"{year}{rng.choice(_PPPK_CODES)}"
    else:
        latest = period.year - 1
        year = min(latest, born.year + rng.randint(20, 32))
        appointment = f"{year}{rng.choice((1, 2, 3, 4, 10, 12)):02d}"
    return f"{born:%Y%m%d}{appointment}{1 if sex == 'L' else 2}{rng.randint(1, 20):03d}"


def nik(rng: Random, born: date, sex: str, village: Village) -> str:
    """Return a 16-digit NIK: mostly of the village's own district, sometimes first registered elsewhere."""
    here = village.district_code.replace(".", "")
    region = here if happens(rng, "born_here") else text(rng, "foreign_region")
    day = born.day + (_WOMAN_DAY if sex == "P" else 0)
    return f"{region}{day:02d}{born:%m%y}{rng.randint(1, 9):04d}"


def years_before(day: date, rng: Random, longest: int) -> date:
    """Return a date between one and ``longest`` years before a day."""
    return day - timedelta(days=rng.randint(365, 365 * longest))
