"""Which days a village works, as its form says it: "5 hari", "Senin - Sabtu", "26 hari"."""

import re

from data.calendar import Period, weekday_numbers, working_days
from data.names import key, plain
from tasks.reading import values
from tasks.reading.cells import Value, text_of

_SPAN = re.compile(r"\A([a-z']+) *(?:-|–|—|/|s/d|s\.d\.?|sd|s\.d|sampai(?: dengan)?|hingga) *([a-z']+)\Z")
_COUNT = re.compile(r"\A([0-9]{1,2})(?: *hari(?: *kerja)?)?\Z")
_OF_A_MONTH = 7  # so many days or more are those of a month, not of a week
_CLEARLY = 2
_LAST_DAYS = {4: "5", 5: "6"}  # Friday and Saturday, as weekdays are numbered
_PATTERNS = ("5", "6")


def work_pattern(value: Value, period: Period | None) -> tuple[str | None, str]:
    """Read ``5`` or ``6`` days a week and which repair that took; None when it is not understood.

    A number of days of the month tells the pattern whose days in that month, with or without holidays, are clearly
    nearer to it.
    """
    code, repair = values.code(value, "work_pattern")
    if code:
        return code, repair
    written = plain(text_of(value)).casefold().strip(". ")
    span, count = _SPAN.match(written), _COUNT.match(written)
    if span and _weekday(span[1]) == 0:
        return _LAST_DAYS.get(_weekday(span[2])), "alias"
    if count and period and int(count[1]) >= _OF_A_MONTH:
        away = {
            pattern: min(abs(int(count[1]) - days) for days in _day_counts(period, pattern)) for pattern in _PATTERNS
        }
        nearest, other = sorted(_PATTERNS, key=lambda pattern: away[pattern])
        return (nearest, "alias") if away[other] - away[nearest] >= _CLEARLY else (None, "")
    return None, ""


def _weekday(text: str) -> int:
    return weekday_numbers().get(key(text), -1)


def _day_counts(period: Period, pattern: str) -> set[int]:
    """Return how many days of a month are worked, with its holidays off and without."""
    weekdays = sum(1 for day in period.days() if day.weekday() < int(pattern))
    return {len(working_days(period, pattern)), weekdays}
