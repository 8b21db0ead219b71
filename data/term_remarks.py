"""Remarks that somebody's service ended or began during the month: "pensiun per 14 Oktober 2024", "Alm."."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from data.calendar import month_numbers
from data.dates import written_date
from data.names import plain
from data.reference import Filled, load

_MONTH = "|".join(sorted(month_numbers(), key=len, reverse=True))
_DATE = re.compile(
    rf"(?<![0-9])[0-9]{{1,2}}[ /.\-]{{1,2}}(?:[0-9]{{1,2}}|(?:{_MONTH})\b)(?:[ /.,\-]{{1,2}}['’]?[0-9]{{2,4}}\b)?"
)


@dataclass(frozen=True)
class TermWords:
    """One row of ``term_words.csv``: words that say that somebody has left or only just begun."""

    words: Filled
    kind: Literal["left", "began"]
    source: Filled


@dataclass(frozen=True)
class TermRemark:
    """What a remark says of somebody's service; ``day`` is the first day after it, or of it, where that is told."""

    kind: Literal["left", "began"]
    day: date | None


@lru_cache(maxsize=20_000)
def term_remark(text: str, year: int) -> TermRemark | None:
    """Return what a text says of the end or the beginning of a service, in the reported year; None where it says none.

    The date that stands behind the words counts; one that can be read two ways is none.
    """
    clean = plain(text).casefold()
    found = _pattern().search(clean)
    if found is None:
        return None
    told = _DATE.search(clean, found.end())
    return TermRemark(_kinds()[found[0]], _day(told[0], year) if told else None)


def _day(written: str, year: int) -> date | None:
    return (
        written_date(written, year)
        or written_date(f"{written} {year}", year)
        or written_date(f"{written}/{year}", year)
    )


@cache
def _kinds() -> dict[str, Literal["left", "began"]]:
    return {row.words: row.kind for row in load("term_words", TermWords)}


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(map(re.escape, _kinds()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")
