"""Columns whose heading is not understood while the form lacks one that is judged: what they hold is asked about.

asked_columns.csv lists the columns that a sheet may leave out and without which it would look worse than it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from data.forms import Alias, AskedColumn, code_reader, form_columns, key_of_heading
from data.reference import load
from tasks.reading.cells import Value, text_of
from tasks.reading.headings import Table
from tasks.reading.placeholders import is_placeholder

JOINT = "+"
"""Stands between the fields that one heading may be for."""


@dataclass(frozen=True)
class UnknownHeading:
    """One heading that is not understood: its 0-based cell, its text, and the judged fields that it may be for."""

    row: int
    column: int
    text: str
    fields: tuple[str, ...]


def unknown_headings(table: Table, rows: Sequence[int]) -> list[UnknownHeading]:
    """Return the headings of columns that hold something in ``rows`` and may be a judged field's, left to right."""
    lacking = [name for name in _asked(table.form, table.arrangement) if name not in table.columns]
    if not lacking or not rows:
        return []
    kinds = {column.field: column.kind for column in form_columns(table.form, table.arrangement)}
    found = []
    for row, column, text in _headings_of_others(table):
        told = [value for row_of in rows if (value := table.sheet.value(row_of, column)) != ""]
        fields = tuple(name for name in lacking if any(_may_be(value, kinds[name]) for value in told))
        if fields:
            found.append(UnknownHeading(row, column, text, fields))
    return found


def missed_columns(table: Table, rows: Sequence[int]) -> list[str]:
    """Return the asked fields that a table has no column for although one of its rows says that it needs it."""
    listed = [row for row in load("asked_columns", AskedColumn) if row.form == table.form and row.rows_with]
    return [row.field for row in listed if row.field not in table.columns and _says(table, rows, row.rows_with)]


def _says(table: Table, rows: Sequence[int], rows_with: str) -> bool:
    name, _, wanted = rows_with.partition("=")
    column = table.columns.get(name)
    lists = {each.field: each.code_list for each in form_columns(table.form, table.arrangement)}
    reader = code_reader(lists[name])
    return column is not None and any(reader.read(text_of(table.sheet.value(row, column)))[0] == wanted for row in rows)


def _headings_of_others(table: Table) -> Iterator[tuple[int, int, str]]:
    """Yield cell and text of the lowest heading of each column that is none of the form's and not known otherwise."""
    lowest: dict[int, tuple[int, str]] = {}
    for row in range(table.heading_row, table.first_row):
        cells = table.sheet.filled.get(row, [])
        lowest |= {column: (row, value) for column, value in cells if isinstance(value, str)}
    for column in sorted(lowest.keys() - table.own_columns):
        row, text = lowest[column]
        if key_of_heading(text) not in _known_otherwise():
            yield row, column, text.strip()


def _may_be(value: Value, kind: str) -> bool:
    """Tell whether a value may be a field's: a date is no text and no code, and a number none of them."""
    written = text_of(value)
    if is_placeholder(value, zero=True) or (kind != "date" and not isinstance(value, str | bool)):
        return False
    return kind != "date" or not isinstance(value, str | bool) or any(letter.isdigit() for letter in written)


@cache
def _asked(form: str, arrangement: str) -> tuple[str, ...]:
    listed = load("asked_columns", AskedColumn)
    return tuple(row.field for row in listed if (row.form, row.arrangement) == (form, arrangement))


@cache
def _known_otherwise() -> frozenset[str]:
    """Return the headings of columns that are none of a form's and say so: an address, a telephone number."""
    return frozenset(key_of_heading(row.alias) for row in load("aliases", Alias) if row.scope == "other_heading")
