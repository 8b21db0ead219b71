"""One sheet as cells with addresses: what every reader of a form works on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache

from data.names import plain

Value = str | float | int | bool | date | datetime | time | timedelta
"""What calamine gives for a cell; a blank cell is ``""``."""

NO_VALUE = "rumus"
"""Stands in ``Sheet.errors`` for a formula without a stored value."""


@dataclass
class Sheet:
    """A sheet's filled area.

    ``rows`` holds the cells from row ``top`` and column ``left`` on (both 0-based), every row equally long.
    ``errors`` gives the error text (or ``NO_VALUE``) of the cells that hold no value, by (row, column).
    ``hidden_rows`` and ``hidden_columns`` are 0-based numbers.
    """

    name: str
    rows: list[list[Value]]
    top: int = 0
    left: int = 0
    hidden: bool = False
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def value(self, row: int, column: int) -> Value:
        """Return a cell's value by 0-based sheet coordinates; ``""`` outside of the filled area."""
        r, c = row - self.top, column - self.left
        if 0 <= r < len(self.rows) and 0 <= c < len(self.rows[r]):
            return self.rows[r][c]
        return ""

    def line(self, row: int, columns: Sequence[int]) -> list[Value]:
        """Return the values of one row at the given columns, all of them inside the filled area."""
        values = self.rows[row - self.top]
        return [values[column - self.left] for column in columns]

    @property
    def row_numbers(self) -> range:
        return range(self.top, self.top + len(self.rows))

    @property
    def column_numbers(self) -> range:
        return range(self.left, self.left + (len(self.rows[0]) if self.rows else 0))


@cache
def letters(column: int) -> str:
    """Return the letters of a 0-based column: 0 → ``A``, 26 → ``AA``."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(row: int, column: int) -> str:
    """Return the address of 0-based coordinates: (2, 7) → ``H3``."""
    return f"{letters(column)}{row + 1}"


@cache
def column_number(text: str) -> int:
    """Return the 0-based number of column letters: ``H`` → 7."""
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number - 1


def shown(value: Value) -> str:
    """Return a cell as a person sees it: whole numbers without decimals, dates as day/month/year."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)


def text_of(value: Value) -> str:
    """Return a cell as clean text: ``shown`` without invisible characters and outer spaces."""
    return plain(value) if isinstance(value, str) else shown(value)
