"""What one village returns for one month, before it becomes workbooks."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from data.calendar import Period, is_day_off, working_days
from data.forms import political_kinds
from tasks.sample.activities import ROLL_CALL, activity_rows, summoned
from tasks.sample.agenda import Event, events_of
from tasks.sample.attendance import grid_rows, list_rows, month_of_codes
from tasks.sample.draws import drawn, generator, happens
from tasks.sample.people import Official, officials_of
from tasks.sample.reports import report_rows
from tasks.sample.rows import Row
from tasks.sample.villages import Village
from tasks.sample.vulnerabilities import vulnerability_rows

PACKINGS = {
    "one": (("all", ("attendance", "activities", "reports", "vulnerabilities")),),
    "two": (("attendance", ("attendance",)), ("rest", ("activities", "reports", "vulnerabilities"))),
    "three": (
        ("attendance", ("attendance",)),
        ("activities", ("activities",)),
        ("reports", ("reports", "vulnerabilities")),
    ),
}
"""How a village spreads its forms over files: the kind of file name, and the forms inside."""


@dataclass(frozen=True)
class VillageReturn:
    """The content of a village's return; ``arrangement`` is grid or list, ``packing`` a key of ``PACKINGS``.

    ``codes`` holds the attendance code by identifier and working day; the forms' rows stand in ``rows`` by form.
    """

    village: Village
    period: Period
    officials: list[Official]
    work_pattern: str
    arrangement: str
    packing: str
    sent_date: date
    codes: dict[str, dict[date, str]]
    rows: dict[str, list[Row]]

    @property
    def days_off(self) -> list[date]:
        return [day for day in self.period.days() if is_day_off(day, self.work_pattern)]


def village_return(village: Village, period: Period, seed: int, second_post: Official | None = None) -> VillageReturn:
    """Draw a village's return from the seed and its code.

    ``second_post`` is an official of another village who also holds a post here; everything else stays as it was.
    """
    rng = generator(seed, village.code, f"return {period}")
    pattern, arrangement, packing = drawn(rng, "work_pattern"), drawn(rng, "layout"), drawn(rng, "packing")
    sent = period.last + timedelta(days=rng.randint(1, 5))
    marked = happens(rng, "days_off_marked")
    officials = officials_of(village, period, seed)
    if second_post:
        officials.append(second_post)
    events = events_of(village, period, seed)
    workdays = working_days(period, pattern)
    codes = _codes(village, officials, events, workdays, seed)
    own = officials[: len(officials) - bool(second_post)]
    activities = activity_rows(_topic(seed, village, period, "activities"), own, events, codes, workdays)
    if second_post:
        both = activity_rows(_topic(seed, village, period, "second post"), officials, events, codes, workdays)
        posted = [row for row in both if row["identifier"] == second_post.identifier and row["activity"] != ROLL_CALL]
        activities = sorted([*activities, *posted], key=lambda row: str(row["date"]))
    reports = _topic(seed, village, period, "reports")
    places = _topic(seed, village, period, "vulnerabilities")
    mapped = happens(places, "vulnerabilities")
    rows = {
        "activities": activities,
        "reports": report_rows(reports, village, own, period) if happens(reports, "reports") else [],
        "vulnerabilities": vulnerability_rows(places, village, own, period) if mapped else [],
    }
    found = VillageReturn(village, period, officials, pattern, arrangement, packing, sent, codes, rows)
    if arrangement == "grid":
        attendance = grid_rows(officials, codes, found.days_off if marked else [])
    else:
        attendance = list_rows(_topic(seed, village, period, "hours"), officials, codes)
    return replace(found, rows={"attendance": attendance, **rows})


def _codes(
    village: Village, officials: list[Official], events: list[Event], workdays: list[date], seed: int
) -> dict[str, dict[date, str]]:
    meetings: dict[str, set[date]] = {}
    for event in events:
        for official in summoned(event, officials):
            meetings.setdefault(official.identifier, set()).add(event.date)
    political = {event.date for event in events if event.kind in political_kinds()}
    return month_of_codes(village, officials, workdays, dict(meetings), political, seed)


def _topic(seed: int, village: Village, period: Period, topic: str) -> Random:
    return generator(seed, village.code, f"{topic} {period}")
