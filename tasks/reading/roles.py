"""What every filled cell of a sheet is: exactly one role each, so that nothing is passed over in silence."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple

from data.forms import code_reader, form_label, form_tables
from data.names import key
from tasks.reading import rows as kinds_of_rows
from tasks.reading.cells import Sheet, address, text_of
from tasks.reading.day_headings import day_of
from tasks.reading.headings import Table, knows_heading

ROLES = (
    "heading",
    "value",
    "no_value",
    "title",
    "period",
    "legend",
    "weekday",
    "total",
    "signature",
    "note",
    "not_understood",
)
"""Every role that a cell may have; ``weekday`` is a row of weekdays or of numbers, ``period`` a label or its value."""

_OF_ROWS = {
    kinds_of_rows.NUMBERING: "weekday",
    kinds_of_rows.WEEKDAY: "weekday",
    kinds_of_rows.TOTAL: "total",
    kinds_of_rows.LEGEND: "legend",
    kinds_of_rows.SIGNATURE: "signature",
    kinds_of_rows.NOTE: "note",
    kinds_of_rows.TITLE: "title",
    kinds_of_rows.UNUSED: "no_value",
    kinds_of_rows.VACANT: "no_value",
    kinds_of_rows.UNKNOWN: "not_understood",
}
_FEWEST_HEADINGS = 2
_FEWEST_DAYS = 10
_FEWEST_CELLS_OF_A_ROW = 4
_CODE_SHARE = 3  # one cell in so many holds an attendance code

Cell = tuple[int, int]


class CellRole(NamedTuple):
    """The role of one cell, as the explain view shows it."""

    file: str
    sheet: str
    cell: str
    role: str


@dataclass(frozen=True)
class TableRead:
    """One table as it was read: what its rows are, and which of its cells hold a legend, no value, or one that is not
    understood (``marked``: role by cell); ``unknown_headings`` are asked about."""

    table: Table
    kinds: dict[int, str]
    legend: set[Cell] = field(default_factory=set)
    placeholders: set[Cell] = field(default_factory=set)
    marked: dict[Cell, str] = field(default_factory=dict)
    unknown_headings: set[Cell] = field(default_factory=set)


def filled_cells(sheet: Sheet) -> int:
    """Return how many cells of a sheet hold a value, or an error where a value should be."""
    return sum(map(len, sheet.filled.values())) + len(sheet.errors)


def sheet_roles(sheet: Sheet, tables: Sequence[TableRead], labelled: Iterable[Cell]) -> dict[Cell, str]:
    """Return the role of every filled cell of a sheet by its 0-based (row, column).

    In: ``labelled`` are the cells of labels and their values. A sheet without a table that looks like a form is not
    understood; any other is a helper's, and its cells are notes.
    """
    rest = "title" if tables else "not_understood" if meant_as_form(sheet) else "note"
    roles = dict.fromkeys(sheet.errors, rest)
    roles |= dict.fromkeys(_outside(sheet, tables), rest)
    for read in tables:
        _of_table(read, roles)
    for read in tables:
        roles |= dict.fromkeys(read.legend & roles.keys(), "legend")
    return roles | dict.fromkeys(set(labelled) & roles.keys(), "period")


def counts(roles: dict[Cell, str]) -> dict[str, int]:
    """Return how many cells have each role."""
    found = Counter(roles.values())
    return {role: found[role] for role in ROLES}


def meant_as_form(sheet: Sheet) -> str | None:
    """Return the first cell of what makes a sheet look like a form, None where nothing does.

    That is a row with two headings of a form, a run of day headings, or attendance codes in a third of its cells; or
    rows of several cells under a tab that bears a form's name.
    """
    codes = filled = 0
    rows = [(row, cells) for row, cells in sheet.filled.items() if len(cells) >= _FEWEST_CELLS_OF_A_ROW]
    if len(rows) > 1 and key(sheet.name) in _names_of_forms():
        return address(rows[0][0], rows[0][1][0][0])
    for row, cells in sheet.filled.items():
        headings = [column for column, value in cells if isinstance(value, str) and knows_heading(value)]
        if len(set(headings)) >= _FEWEST_HEADINGS:
            return address(row, headings[0])
        days = [column for column, value in cells if day_of(value)]
        if len(days) >= _FEWEST_DAYS and len({day_of(value) for _, value in cells if day_of(value)}) == len(days):
            return address(row, days[0])
        texts = [text_of(value) for _, value in cells]
        filled += len(cells)
        codes += 0 if _explains(texts) else sum(1 for text in texts if _code(text))
    first = next(iter(sheet.filled.items()), None)
    return address(first[0], first[1][0][0]) if first and codes * _CODE_SHARE >= filled else None


def meant_as_list(sheet: Sheet) -> str | None:
    """Return the first cell of a partner's sheet that holds several rows of several cells, None where it does not.

    It brings lists alone, so such a sheet without known headings is one that would be lost unsaid.
    """
    rows = [(row, cells) for row, cells in sheet.filled.items() if len(cells) >= _FEWEST_CELLS_OF_A_ROW]
    return address(rows[0][0], rows[0][1][0][0]) if len(rows) > 1 else None


@cache
def _names_of_forms() -> frozenset[str]:
    return frozenset(key(form_label(form)) for form, _ in form_tables("village"))


def _explains(texts: list[str]) -> bool:
    """Tell whether a row says what a code means: it begins with one, and only its label or other words follow."""
    first, *others = texts
    code = _code(first)
    return bool(others and code) and all(text != first and _code(text) in {None, code} for text in others)


def _code(text: str) -> str | None:
    """Return the attendance code that a text is or labels as the forms print it, None for any other text."""
    reader = code_reader("attendance")
    return reader.read(text)[0] if text in reader.official else None


def _outside(sheet: Sheet, tables: Sequence[TableRead]) -> Iterator[Cell]:
    """Yield the filled cells of the rows that no table has to itself."""
    own = [range(t.heading_row, t.last_row + 1) for t in (read.table for read in tables) if t.sheet is sheet]
    for row in sheet.rows_outside(own):
        yield from ((row, column) for column, _ in sheet.filled[row])


def _of_table(read: TableRead, roles: dict[Cell, str]) -> None:
    """Give each cell of a table its role, by its row's kind, and in an entry's row by its column."""
    table = read.table
    headings = [
        (row, column)
        for row in range(table.heading_row, table.first_row)
        for column, _ in table.sheet.filled.get(row, [])
    ]
    roles |= dict.fromkeys(headings, "heading")
    by_column = _of_columns(table, {column for _, column in headings})
    for row, cells in table.sheet.filled.items():
        if not table.first_row <= row <= table.last_row:
            continue
        kind = read.kinds.get(row, kinds_of_rows.ENTRY)
        if kind == kinds_of_rows.ENTRY:
            columns = [*map(itemgetter(0), cells)]
            own = map(by_column.get, columns, repeat("not_understood"))
            roles |= zip(zip(repeat(row), columns, strict=False), own, strict=False)
        else:
            roles |= dict.fromkeys([(row, column) for column, _ in cells], _OF_ROWS[kind])
    for row, column in table.sheet.errors:
        if read.kinds.get(row) == kinds_of_rows.ENTRY:
            role = by_column.get(column, "not_understood")
            roles[row, column] = "not_understood" if role == "value" else role
    roles |= dict.fromkeys(read.placeholders & roles.keys(), "no_value")
    roles |= dict.fromkeys(table.sheet.moved.values() & roles.keys(), "value")
    roles |= {cell: role for cell, role in read.marked.items() if roles.get(cell) == "value"}
    roles |= dict.fromkeys(read.unknown_headings, "not_understood")


def _of_columns(table: Table, headed: set[int]) -> dict[int, str]:
    """Return the role of an entry's cells by column; a ``headed`` column that no form has is a note."""
    counted = {column for name, column in table.columns.items() if name[:6] == "total_" or name == "uncounted"}
    own = dict.fromkeys(table.own_columns, "value")
    return dict.fromkeys(headed, "note") | own | dict.fromkeys(counted, "total")
