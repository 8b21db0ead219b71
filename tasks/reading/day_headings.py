"""Which day of the month a heading is for: ``1``, ``01``, ``Tgl 1``, ``Sel⏎1``, ``1 Okt``, ``1/10`` or a real date."""

import re
from datetime import date
from functools import lru_cache

from data.calendar import month_numbers, weekday_numbers
from data.forms import DAYS, date_words
from data.names import plain
from tasks.reading.cells import Value

_PARTS = re.compile(r"[a-z']+|[0-9]+")
_LONGEST = 40
_MOST_PARTS = 4


def day_of(value: Value) -> int:
    """Return the day that a heading is for, 0 when it is for none."""
    if isinstance(value, str):
        return _day_in(value) if value and len(value) < _LONGEST else 0
    if isinstance(value, date):
        return value.day
    if isinstance(value, float | int) and not isinstance(value, bool) and 1 <= value <= DAYS[-1]:
        return int(value) if value == int(value) else 0
    return 0


@lru_cache(maxsize=20_000)
def _day_in(text: str) -> int:
    """Read a day beside words that belong to a date: a weekday, a month, a year; anything else makes it none."""
    written = plain(text).casefold().strip("*. ")
    if written.isascii() and written.isdigit():
        return int(written) if len(written) < 3 and int(written) in DAYS else 0
    parts = _PARTS.findall(written.replace("jum'at", "jumat"))
    if not 1 < len(parts) <= _MOST_PARTS or re.search(r"[^a-z0-9' ./,:()-]", written):
        return 0
    numbers = [part for part in parts if part.isdigit()]
    if len(numbers) == 2 and len(parts) == 2 and "-" in written:
        return 0
    months = sum(1 for part in parts if part in month_numbers())
    words = [part for part in parts if not part.isdigit() and part not in month_numbers()]
    if any(word not in weekday_numbers() and word not in date_words() for word in words):
        return 0
    return _day_of_numbers(numbers, months)


def _day_of_numbers(numbers: list[str], months: int) -> int:
    """Return the day of "1", "1 [Okt]", "1/10", "1/10/2024" or "2024-10-01"; 0 for other numbers."""
    if len(numbers) == 3 and len(numbers[0]) == 4 and not months:
        numbers = numbers[::-1]
    most = 2 if months else 3
    if not numbers or len(numbers) > most or len(numbers[0]) > 2:
        return 0
    if len(numbers) > 1 and not months and not 1 <= int(numbers[1]) <= 12:
        return 0
    day = int(numbers[0])
    return day if day in DAYS else 0
