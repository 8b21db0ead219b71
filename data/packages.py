"""The packages for the bodies that act on an audit: to whom each goes, and what brings a row into it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from data.calendar import after_workdays
from data.reference import Day, Filled, Verified, WholeNumber, load


@dataclass(frozen=True)
class Package:
    """One body's package: its name in the file's name, to whom it goes in words, and what it is for."""

    package: Filled
    file: Filled
    addressee_id: Filled
    addressee_en: Filled
    content_id: Filled
    content_en: Filled

    def addressee(self, language: str) -> str:
        return self.addressee_en if language == "en" else self.addressee_id

    def content(self, language: str) -> str:
        return self.content_en if language == "en" else self.content_id


@dataclass(frozen=True)
class Route:
    """What brings a row into a package: table, field and value (blank field: every row), the reason and its source."""

    package: Filled
    table: Filled
    field: str
    value: str
    reason_id: Filled
    reason_en: Filled
    source_id: Filled
    source_en: Filled
    verified: Verified

    def reason(self, language: str) -> str:
        return self.reason_en if language == "en" else self.reason_id

    def source(self, language: str) -> str:
        return self.source_en if language == "en" else self.source_id


@dataclass(frozen=True)
class Clock:
    """One step of a body's handling: ``days`` (unit days or workdays) after ``after``, or none that the law names.

    ``after`` is a date of the case, ``as_of``, an earlier step, or ``""`` where nobody can know it yet; ``category``
    limits the step to persons of this status.
    """

    package: str
    step: str
    label_id: str
    label_en: str
    after: str
    days: WholeNumber
    unit: Literal["days", "workdays", ""]
    category: str
    valid_from: Day
    valid_until: Day
    basis: Filled
    source: Filled
    verified: Verified

    def label(self, language: str) -> str:
        return self.label_en if language == "en" else self.label_id


@cache
def clocks(package: str) -> tuple[Clock, ...]:
    """Return the steps of one package's body in their order (``handling_clocks.csv``)."""
    return tuple(clock for clock in load("handling_clocks", Clock) if clock.package == package)


def due(clock: Clock, since: date | None) -> date | None:
    """Return the last day of a step that begins on a day; None where no number of days, or no day, is known."""
    if since is None or clock.days is None:
        return None
    return after_workdays(since, clock.days) if clock.unit == "workdays" else since + timedelta(days=clock.days)


def last_due(package: str, begins: str, since: date) -> date | None:
    """Return the last day of all steps of a body that follow one another from the date ``begins`` of a case."""
    days: dict[str, date | None] = {begins: since}
    for clock in clocks(package):
        days[clock.step] = due(clock, days.get(clock.after))
    return max((day for day in days.values() if day and day > since), default=None)


@cache
def packages() -> tuple[Package, ...]:
    """Return every package in its order."""
    return load("packages", Package)


@cache
def package_routes(package: str) -> tuple[Route, ...]:
    """Return what goes into one package."""
    return tuple(route for route in load("package_routes", Route) if route.package == package)
