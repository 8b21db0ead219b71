"""A sheet a person: the name stands above the list of days, once, and belongs to each of its rows."""

from collections.abc import Container

from data.forms import form_columns, heading_fields, key_of_heading
from tasks.reading.cells import Sheet, Value, text_of
from tasks.reading.headings import Table
from tasks.reading.persons import looks_like_name

_PERSON_FIELDS = ("name", "identifier", "position")
_SIGNS = frozenset({"", ":", "="})

Stated = tuple[Value, int, int]
"""A value and its 0-based row and column."""


def person_above(table: Table) -> dict[str, Stated]:
    """Return whose list a table is, by field: value and cell of the labels above its headings; empty for no list."""
    if table.form != "attendance" or table.arrangement != "list" or "name" in table.columns:
        return {}
    accepted = heading_fields(table.form, table.arrangement)
    found: dict[str, Stated] = {}
    for row, cells in table.sheet.filled.items():
        if row >= table.heading_row:
            break
        for place, (column, value) in enumerate(cells):
            label, colon, behind = text_of(value).partition(":")
            name = accepted.get(key_of_heading(label), "")
            if name not in _PERSON_FIELDS or name in table.columns:
                continue
            found[name] = (behind.strip(), row, column) if colon and behind.strip() else _next(row, cells[place + 1 :])
    return found if looks_like_name(text_of(found.get("name", ("", 0, 0))[0])) else {}


def _next(row: int, cells: list[tuple[int, Value]]) -> Stated:
    """Return the next value of a line, without the colon that may stand before it or in a cell of its own."""
    for column, value in cells:
        written = text_of(value).lstrip(": ") if isinstance(value, str) else value
        if written not in _SIGNS:
            return written, row, column
    return "", row, 0


def labels_still_missing(table: Table, fields: Container[str]) -> list[str]:
    """Return the required labels that a table lacks when the fields found elsewhere are counted too: above it, or in
    the cells of its names."""
    known = {column.label for column in form_columns(table.form, table.arrangement) if column.field in fields}
    return [label for label in table.missing if label not in known]


def last_column(sheet: Sheet, columns: dict[str, int]) -> int:
    """Return the last column that a sheet or a table's fields take."""
    return max(sheet.last_column, *columns.values())
