"""One sheet as cells with addresses: what every reader of a form works on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property, lru_cache
from itertools import chain, compress, repeat
from operator import ne

from data.names import plain

Value = str | float | int | bool | date | datetime | time | timedelta
"""What calamine gives for a cell; a blank cell is ``""``."""


Range = tuple[int, int, int, int]
"""A merged range as (top, left, bottom, right), 0-based and inclusive."""


@dataclass
class Sheet:
    """A sheet's filled area.

    ``rows`` holds the cells from row ``top`` and column ``left`` on (both 0-based), every row equally long.
    ``errors`` gives the error text (or ``data.forms.NO_VALUE``) of the cells that hold no value, by (row, column).
    ``hidden_rows`` and ``hidden_columns`` are 0-based numbers. ``merged`` are the merged ranges, whose value stands in
    their first cell. All methods take 0-based sheet coordinates.

    ``filled`` gives the filled cells as (column, value) by row, from top to bottom, without the rows that have none:
    a stray cell in row 1,048,576 leaves a million blank rows above it, so readers walk along these. A cell of white
    space or invisible signs is blank.

    ``elsewhere`` gives, for a column beyond the sheet, the column in which its values were written, and their row
    where one cell holds it for all rows (else None); ``moved`` the cell in which a single value was written.
    ``comments`` are attached to cells (.xlsx): no values, but what they say may be said against one.
    """

    name: str
    rows: list[list[Value]]
    top: int = 0
    left: int = 0
    hidden: bool = False
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    filled: dict[int, list[tuple[int, Value]]] = field(default_factory=dict)
    elsewhere: dict[int, tuple[int | None, int]] = field(default_factory=dict)
    moved: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.filled:
            self.filled = _filled(self.rows, self.top, self.left)
            blank = {value for value in self.values if isinstance(value, str) and _shows_nothing(value)}
            if blank:
                _blank(self.rows, blank)
                self.filled = _filled(self.rows, self.top, self.left)

    @cached_property
    def row_numbers(self) -> list[int]:
        """The rows that hold a value or an error, from top to bottom."""
        if not self.errors:
            return list(self.filled)
        last = self.top + len(self.rows)
        return sorted(self.filled.keys() | {row for row, _ in self.errors if self.top <= row < last})

    def cell(self, row: int, column: int) -> str:
        """Return the address at which a value was written; a column beyond the sheet says where its values stand."""
        if self.elsewhere and column in self.elsewhere:
            place, column = self.elsewhere[column]
            row = row if place is None else place
        elif self.moved:
            row, column = self.moved.get((row, column), (row, column))
        return address(row, column)

    def value(self, row: int, column: int) -> Value:
        """Return a cell's value; ``""`` outside of the filled area."""
        r, c = row - self.top, column - self.left
        if r < 0 or c < 0:
            return ""
        try:
            return self.rows[r][c]
        except IndexError:
            return ""

    def comments_in(self, row: int) -> dict[int, str]:
        """Return the comments that are attached to a row's cells, by column from left to right."""
        return {column: text for (at, column), text in sorted(self.comments.items()) if at == row}

    def line(self, row: int, columns: Sequence[int]) -> list[Value]:
        """Return the values of one row at the given columns, all of them inside the filled area."""
        places = [column - self.left for column in columns] if self.left else columns
        return list(map(self.rows[row - self.top].__getitem__, places))

    def rows_outside(self, inside: Iterable[range]) -> list[int]:
        """Return the filled rows that are in none of the given ranges."""
        rows = list(self.filled)
        for taken in inside:
            rows = [row for row in rows if row not in taken]
        return rows

    def window(self, first: int, last: int) -> "Sheet":
        """Return the sheet with nothing filled but columns ``first`` to ``last``."""
        parts = {row: [cell for cell in cells if first <= cell[0] <= last] for row, cells in self.filled.items()}
        errors = {place: error for place, error in self.errors.items() if first <= place[1] <= last}
        return replace(self, filled={row: cells for row, cells in parts.items() if cells}, errors=errors)

    @cached_property
    def values(self) -> set[Value]:
        """Each value of the filled rows once: most sheets repeat a handful.

        TRUE and FALSE are left out, for a set takes FALSE and 0 for one value.
        """
        rows = [self.rows[row - self.top] for row in self.filled]
        found = set(chain.from_iterable(rows))
        if bool in set(map(type, found)):
            found = {value for row in rows for value in row if value.__class__ is not bool}
        return found - {""}

    @property
    def last_row(self) -> int:
        return self.top + len(self.rows) - 1

    @property
    def last_column(self) -> int:
        return self.left + len(self.rows[0]) - 1 if self.rows else self.left - 1


def _filled(rows: list[list[Value]], top: int, left: int) -> dict[int, list[tuple[int, Value]]]:
    """Return the filled cells by row."""
    return {
        number: list(compress(enumerate(row, start=left), map(ne, row, repeat(""))))
        for number, row in enumerate(rows, start=top)
        if row.count("") < len(row)
    }


def _blank(rows: list[list[Value]], blank: set[str]) -> None:
    for row in rows:
        for place, value in enumerate(row):
            if value.__class__ is str and value in blank:
                row[place] = ""


def _shows_nothing(text: str) -> bool:
    return text.isspace() or (not text.isascii() and not plain(text))


@cache
def letters(column: int) -> str:
    """Return the letters of a 0-based column: 0 → ``A``, 26 → ``AA``.

    By hand: openpyxl.utils brings all of openpyxl with it, which a reader of one file would wait for.
    """
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@lru_cache(maxsize=20_000)
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
    if isinstance(value, float):  # first, for most cells that are no text are numbers
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    if isinstance(value, time):
        return f"{value.hour:02d}:{value.minute:02d}"
    return str(value)


def text_of(value: Value) -> str:
    """Return a cell as clean text: ``shown`` without invisible characters and outer spaces."""
    return plain(value) if value.__class__ is str else shown(value)
