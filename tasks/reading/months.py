"""Which months a text names: with their year or without, in words, numbers or Roman numerals."""

import re
from datetime import date, datetime
from functools import cache, lru_cache
from typing import NamedTuple

from data.calendar import month_names, month_numbers
from data.figures import month_name
from data.names import plain
from tasks.reading.cells import Value, text_of
from tasks.reading.values import periods_in

_LABEL = r"(?<![a-z])(?:bulan|bln|periode|masa)(?![a-z])(?: *(?:laporan|pelaporan))?[\s:.=]*"
_YEAR = r"(?:[\s/.,-]|tahun|thn|th|ta)*(20[0-9]{2})(?![0-9])"
_NUMBERED = re.compile(rf"{_LABEL}(0?[1-9]|1[0-2]){_YEAR}(?![-/.][0-9])")
_ISO = re.compile(rf"{_LABEL}(20[0-9]{{2}})[-/.](0?[1-9]|1[0-2])(?![-/.]?[0-9])")
_ROMAN = re.compile(rf"{_LABEL}(x|xi{{0,2}}|i{{1,3}}|iv|vi{{0,3}}|ix)(?![a-z])(?:{_YEAR})?")
_SHORT_YEAR = re.compile(r"(?<![0-9a-z])(?<![0-9][ /.-])([a-z]{3,9})\.? *[-'’/] *([0-9]{2})(?![0-9])")
_NAMES = re.compile(r"(?<![0-9a-z])(?<![0-9][ /.-])([a-z]{3,9})(?![a-z])")
_SPAN = re.compile(r"(?<![a-z])([a-z]{3,9}) *(?:-|–|s/d|sd|sampai|dan) *([a-z]{3,9})[ .,]*(20[0-9]{2})(?![0-9])")
_LABELLED = re.compile(_LABEL)
_STATED_YEAR = re.compile(r"(?<![a-z])(?:tahun|thn|th|ta|t\.a)\.?(?: *anggaran)?[\s:.=]*(20[0-9]{2})(?![0-9])")
_OF_A_NORM = re.compile(r"(?:nomor|no)\.? *[0-9a-z/.-]+ +(?:tahun|thn) *20[0-9]{2}")
_BARE_YEAR = re.compile(r"\A20[0-9]{2}\Z")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_FULL_NAME = 5
_A_DAY_IN_A_NAME = re.compile(
    r"(?<![0-9])(?:[0-9]{1,2}[-_. ][0-9]{1,2}[-_. ](?:20)?[0-9]{2}|20[0-9]{2}[-_. ][0-9]{1,2}[-_. ][0-9]{1,2}"
    r"|20[0-9]{6}|[0-9]{4}20[0-9]{2})(?![0-9])"
)
_NUMBERS_IN_A_NAME = re.compile(
    r"(?<![0-9])(?:(20[0-9]{2})[-_. ]?(0[1-9]|1[0-2])|(0?[1-9]|1[0-2])[-_. ](20[0-9]{2}))(?![0-9])"
)


class Month(NamedTuple):
    """A month that was named; ``year`` is None where only the month stands there."""

    year: int | None
    month: int

    def in_words(self, language: str) -> str:
        """Return the month in a language: ``Oktober 2024``, or ``Oktober``; ``October 2024``."""
        name = month_name(self.month, language)
        return f"{name} {self.year}" if self.year else name


@lru_cache(maxsize=20_000)
def months_in(text: str, year: int) -> tuple[Month, ...]:
    """Return the months that a title or a labelled text names; a two-digit year counts only when it is ``year``'s.

    Months with their year come alone when there are any. A day ("4 November 2024") names no month, a range does.
    """
    folded = plain(text).casefold()
    found = {Month(period.year, period.month) for period in periods_in(folded)} | _spans(folded)
    found |= {Month(int(hit[2]), int(hit[1])) for hit in _NUMBERED.finditer(folded)}
    found |= {Month(int(hit[1]), int(hit[2])) for hit in _ISO.finditer(folded)}
    found |= {Month(int(hit[2]) if hit[2] else None, _ROMANS.index(hit[1]) + 1) for hit in _ROMAN.finditer(folded)}
    found |= {
        Month(year if year % 100 == int(hit[2]) else None, month_numbers()[hit[1]])
        for hit in _SHORT_YEAR.finditer(folded)
        if hit[1] in month_numbers()
    }
    return _with_year_first(found) or _names_alone(folded)


def month_of(value: Value, year: int) -> Month | None:
    """Return the one month that the value behind a label ``Periode`` or ``Bulan`` names."""
    if isinstance(value, datetime | date):
        return Month(value.year, value.month)
    found = months_in(f"bulan {text_of(value)}", year)
    return found[0] if len(found) == 1 else None


def months_in_tab(name: str, year: int) -> tuple[Month, ...]:
    """Return the month that a tab's name names; a short name ("Des") counts only alone or with its year."""
    found = months_in(name.replace("_", " "), year)
    if len(found) != 1:
        return ()
    words = re.findall(r"[a-z]+", plain(name).casefold())
    sure = found[0].year or len(words) == 1 or any(word in _full_names() for word in words)
    return found if sure else ()


@lru_cache(maxsize=20_000)
def months_in_file_name(stem: str, year: int) -> tuple[Month, ...]:
    """Return the months that a file's name names; a full date there is the day of printing or sending, no month."""
    without_days = _A_DAY_IN_A_NAME.sub(" # ", plain(stem).casefold())
    found = {Month(int(hit[1] or hit[4]), int(hit[2] or hit[3])) for hit in _NUMBERS_IN_A_NAME.finditer(without_days)}
    spaced = re.sub(r"[-_.]+", " ", without_days)
    named = {month for month in months_in(spaced, year) if month.year or _full_names() & set(spaced.split())}
    years = years_in_file_name(stem)
    if len(years) == 1:
        named = {Month(month.year or next(iter(years)), month.month) for month in named}
    return _with_year_first(found | named) or tuple(sorted(found | named))


def years_in_file_name(stem: str) -> frozenset[int]:
    """Return the years that a file's name names apart from full dates."""
    without_days = _A_DAY_IN_A_NAME.sub(" # ", plain(stem).casefold())
    return frozenset(int(hit) for hit in re.findall(r"(?<![0-9])20[0-9]{2}(?![0-9])", without_days))


@lru_cache(maxsize=20_000)
def years_in(text: str) -> frozenset[int]:
    """Return the years that a title states ("TAHUN ANGGARAN 2024"); that of a norm ("Nomor 3 Tahun 2019") is none."""
    folded = _OF_A_NORM.sub(" ", plain(text).casefold())
    found = {int(hit[1]) for hit in _STATED_YEAR.finditer(folded)}
    return frozenset(found | ({int(folded)} if _BARE_YEAR.match(folded) else set()))


def is_labelled(text: str) -> bool:
    """Tell whether a text says that the month in it is the one reported on."""
    return bool(_LABELLED.search(plain(text).casefold()))


def _spans(folded: str) -> set[Month]:
    months = month_numbers()
    return {
        Month(int(hit[3]), months[name])
        for hit in _SPAN.finditer(folded)
        if hit[1] in months and hit[2] in months
        for name in (hit[1], hit[2])
    }


def _with_year_first(found: set[Month]) -> tuple[Month, ...]:
    dated = {month for month in found if month.year}
    return tuple(sorted(dated or found, key=lambda month: (month.year or 0, month.month)))


def _names_alone(folded: str) -> tuple[Month, ...]:
    months = month_numbers()
    names = {hit[1] for hit in _NAMES.finditer(folded) if hit[1] in months}
    if not is_labelled(folded) and len(folded.split()) > 1:
        names &= _full_names()
    return tuple(Month(None, number) for number in sorted({months[name] for name in names}))


@cache
def _full_names() -> frozenset[str]:
    """Names that are no everyday word or abbreviation: the months' own names, and long spellings of them."""
    own = {name.casefold() for name in month_names().values()}
    return frozenset(own | {alias for alias in month_numbers() if len(alias) >= _FULL_NAME})
