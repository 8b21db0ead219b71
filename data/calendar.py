"""Months, working days and deadlines.

National holidays and *cuti bersama* come from the pinned ``holidays`` package (Indonesia, categories public and
government: without the second, cuti bersama is left out); ``reference/calendar.csv`` overrides single days.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Annotated
from zoneinfo import ZoneInfo

import holidays
from pydantic import Field

from data.errors import UsageError
from data.figures import month_text
from data.names import key
from data.reference import Filled, Verified, Words, load
from data.sentences import both

ZONE = ZoneInfo("Asia/Jakarta")
_PERIOD = re.compile(r"\A(20[0-9]{2})-(0[1-9]|1[0-2])\Z")


@dataclass(frozen=True, order=True)
class Period:
    """A calendar month, written ``YYYY-MM``."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read ``YYYY-MM``; raise ``UsageError`` for anything else."""
        found = _PERIOD.match(text.strip())
        if not found:
            raise UsageError(both("wrong_period", value=text))
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> "Period":
        """Return the month in which a day lies."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def next(self) -> "Period":
        return Period(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def before(self) -> "Period":
        return Period(self.year - (self.month == 1), (self.month - 2) % 12 + 1)

    @property
    def label(self) -> str:
        """The month as villages read it, such as ``Oktober 2024``."""
        return f"{month_names()[self.month]} {self.year}"

    def in_words(self, language: str) -> str:
        """Return the month in a language: ``Oktober 2024``, ``October 2024``."""
        return month_text(self.first, language)

    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range(self.last.day)]


@dataclass(frozen=True)
class Deadlines:
    """Dates of a period: last day on time (``due``), last day for corrections (``grace_until``), and ``lock``."""

    due: date
    grace_until: date
    lock: date


@dataclass(frozen=True)
class DeadlineDays:
    """One row of ``deadlines.csv``: days of the month after the period; ``*`` is for every period without its own."""

    period: Annotated[str, Field(pattern=r"^(\*|20[0-9]{2}-(0[1-9]|1[0-2]))$")]
    due_day: Annotated[int, Field(ge=1, le=28)]
    grace_day: Annotated[int, Field(ge=1, le=28)]
    lock_day: Annotated[int, Field(ge=1, le=28)]
    source: Filled
    verified: Verified = "own"


@dataclass(frozen=True)
class DayOverride:
    """One row of ``calendar.csv``: a day that is a day off, or no day off, whatever the holidays' package says."""

    date: date
    day_off: bool
    name: Filled
    source: Filled
    verified: Verified = "own"


@dataclass(frozen=True)
class Month:
    """One row of ``months.csv``: a month's Indonesian name, its abbreviation, and its spellings in lower case."""

    month: Annotated[int, Field(ge=1, le=12)]
    name: Filled
    short: Filled
    aliases: Words


@dataclass(frozen=True)
class Weekday:
    """One row of ``weekdays.csv``: a weekday (Monday is 0), its Indonesian name, its abbreviation, other spellings."""

    weekday: Annotated[int, Field(ge=0, le=6)]
    name: Filled
    short: Filled
    aliases: Words


@cache
def month_names() -> dict[int, str]:
    """Return the Indonesian name of each month number."""
    return {row.month: row.name for row in load("months", Month)}


@cache
def month_numbers() -> dict[str, int]:
    """Return the month number of each known spelling, in lower case."""
    return {alias: row.month for row in load("months", Month) for alias in row.aliases}


@cache
def weekday_numbers() -> dict[str, int]:
    """Return the weekday (Monday is 0) by ``names.key`` of each of its spellings, whole and short."""
    days = load("weekdays", Weekday)
    return {key(text): day.weekday for day in days for text in (day.name, day.short, *day.aliases)}


@cache
def deadlines(period: Period) -> Deadlines:
    """Return the deadlines of a period: its own line of ``deadlines.csv``, else the line ``*``."""
    lines = {line.period: line for line in load("deadlines", DeadlineDays)}
    line = lines.get(str(period), lines["*"])
    month = period.next
    return Deadlines(*(date(month.year, month.month, day) for day in (line.due_day, line.grace_day, line.lock_day)))


@cache
def days_off(year: int) -> dict[date, str]:
    """Return the national holidays and cuti bersama of a year with their names, overrides applied."""
    found = dict(holidays.country_holidays("ID", years=[year], categories=("public", "government"), language="id"))
    for override in load("calendar", DayOverride):
        if override.date.year != year:
            continue
        if override.day_off:
            found[override.date] = override.name
        else:
            found.pop(override.date, None)
    return found


def is_day_off(day: date, work_pattern: str) -> bool:
    """Tell whether nobody works on ``day``: weekend of the pattern (``"5"``: Sat, Sun; ``"6"``: Sun) or holiday."""
    return day.weekday() >= int(work_pattern) or day in days_off(day.year)


def after_workdays(day: date, count: int) -> date:
    """Return the working day that is ``count`` working days after ``day`` (Monday to Friday, no holidays)."""
    while count:
        day += timedelta(days=1)
        count -= not is_day_off(day, "5")
    return day


def working_days(period: Period, work_pattern: str) -> list[date]:
    """Return the working days of a month for one work pattern (October 2024: 23 and 27; November 2024: 20 and 25)."""
    return [day for day in period.days() if not is_day_off(day, work_pattern)]
