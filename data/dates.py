"""Dates as people write them: words around them are passed over, and what can be read two ways is no date.

Text is day before month; a two-digit year counts only when it is the reported year's.
"""

import re
from datetime import date
from functools import lru_cache

from data.calendar import month_numbers, weekday_numbers
from data.forms import date_words
from data.names import key, plain

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_AROUND = " ,.:;()/-–"
_CLOCK = r"(?:[01]?[0-9]|2[0-3])[.:][0-5][0-9](?:[.:][0-5][0-9])?"
_BEHIND = rf"(?:[ ,t]+{_CLOCK}(?: ?(?:-|–|s/d|s\.d\.?) ?(?:{_CLOCK})?)?)?\Z"
_YEAR = r"['’]?([0-9]{4}|[0-9]{2})"
_ISO = re.compile(rf"\A([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){_BEHIND}")
_NUMERIC = re.compile(rf"\A([0-9]{{1,2}}) ?[/.\- ] ?([0-9]{{1,2}}) ?[/.\- ] ?{_YEAR}{_BEHIND}")
_DAY_FIRST = re.compile(rf"\A(?:[a-z']+,? +)?([0-9]{{1,2}})(?:st|nd|rd|th)?[ \-/.,]*([a-z]+)[ \-/.,]*{_YEAR}{_BEHIND}")
_MONTH_FIRST = re.compile(rf"\A([a-z]+)[ .]*([0-9]{{1,2}})(?:st|nd|rd|th)?,? +{_YEAR}{_BEHIND}")


@lru_cache(maxsize=20_000)
def written_date(text: str, year: int) -> date | None:
    """Return the date that a text is, None where it is none or can be read two ways.

    In: the year of the reported month, which places a two-digit year. Weekdays, Javanese market days, words such as
    "tanggal" and an hour may stand around it.
    """
    folded = plain(text).casefold()
    weekdays = {weekday_numbers()[key(word)] for word in _WORD.findall(folded) if key(word) in weekday_numbers()}
    bare = " ".join(_WORD.sub(_without_needless, folded).split()).strip(_AROUND)
    parts = _iso(bare) or _in_figures(bare, year) or _in_words(bare, year)
    if not parts:
        return None
    try:
        found = date(*parts)
    except ValueError:  # no such day, or a two-digit year that nobody can place
        return None
    return None if _month_may_stand_first(bare, found, weekdays) else found


def _without_needless(found: re.Match[str]) -> str:
    word = found[0]
    return "" if key(word) in weekday_numbers() or word in date_words() else word


def _iso(bare: str) -> tuple[int, int, int] | None:
    found = _ISO.match(bare)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _in_figures(bare: str, year: int) -> tuple[int, int, int] | None:
    found = _NUMERIC.match(bare)
    return (_full_year(found[3], year), int(found[2]), int(found[1])) if found else None


def _in_words(bare: str, year: int) -> tuple[int, int, int] | None:
    months = month_numbers()
    found = _DAY_FIRST.match(bare)
    if found and found[2] in months:
        return _full_year(found[3], year), months[found[2]], int(found[1])
    found = _MONTH_FIRST.match(bare)
    if found and found[1] in months:
        return _full_year(found[3], year), months[found[1]], int(found[2])
    return None


def _month_may_stand_first(bare: str, found: date, weekdays: set[int]) -> bool:
    """Tell whether the weekday beside a date in figures fits only when its month stands first: "Senin, 10/7/2024"."""
    if not weekdays or found.weekday() in weekdays or found.day > 12 or not _NUMERIC.match(bare):
        return False
    return date(found.year, found.day, found.month).weekday() in weekdays


def _full_year(written: str, year: int) -> int:
    if len(written) == 4:
        return int(written)
    return year if year % 100 == int(written) else 0
