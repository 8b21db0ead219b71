"""Finding tables on a sheet by their headings, wherever they stand, and saying which form each one is.

A heading may stand in one row or, merged, in up to three: a column's heading is the lowest text that is known. A
heading that is near but not equal is suggested (S07), never applied. Tables may stand below each other, and beside each
other when a blank column parts them.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import get_args

from data.forms import (
    AMBIGUOUS,
    Owner,
    attendance_totals,
    code_reader,
    form_columns,
    form_tables,
    heading_fields,
    key_of_heading,
)
from tasks.reading.cells import Sheet, address
from tasks.reading.choice_columns import Choices, choice_columns
from tasks.reading.day_headings import day_of

_FEWEST_DAYS = 10
_FEWEST_OF_A_FILE = 5
_FEWEST_TOTALS = 2
_FEWEST_FIELDS = 3
_DEEPEST = 3
_MOST_DAYS_OF_A_NOTE = 5
_PARTNER: Owner = "partner"
_UNCOUNTED = "uncounted"  # a column of counts whose code has several meanings

Forms = tuple[tuple[str, str], ...]


@dataclass
class Table:
    """One table found on a sheet.

    ``columns`` maps a field (``name``, ``day_14``, ``total_H`` …) to its 0-based column; ``choices`` are the fields
    that several columns tell, of which that is the first. ``first_row`` is the row below the headings and ``last_row``
    the last before the next table or the sheet's end. ``sheet`` is the sheet, or the part of it that the table has to
    itself. ``doubted`` are the codes, or the fields whose TIDAK, a text of the file explains otherwise:
    that text, and its cells here.
    """

    form: str
    arrangement: str
    columns: dict[str, int]
    heading_row: int
    first_row: int
    last_row: int
    sheet: Sheet
    missing: list[str] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)
    choices: Choices = field(default_factory=dict)
    doubted: dict[str, tuple[str, frozenset[tuple[int, int]]]] = field(default_factory=dict)

    @property
    def own_columns(self) -> set[int]:
        """The columns of the form's fields, several of one field among them."""
        return {*self.columns.values(), *(column for words in self.choices.values() for column in words)}

    def has_many_days(self, row: int) -> bool:
        """Tell whether so many days of a row are filled that it is a person's, and neither a legend nor a note."""
        days = self.day_columns
        return len(days) > _MOST_DAYS_OF_A_NOTE < len(days) - self.sheet.line(row, days).count("")

    @cached_property
    def day_columns(self) -> list[int]:
        """The columns of a grid's days, by heading."""
        return [column for name, column in self.columns.items() if name[:4] == "day_"]

    @property
    def heading_cell(self) -> str:
        required = [column.field for column in form_columns(self.form, self.arrangement) if column.required]
        found = [self.columns[name] for name in required if name in self.columns]
        return address(self.heading_row, min(found or self.columns.values()))


def find_tables(sheet: Sheet, forms: Forms) -> list[Table]:
    """Return the tables of the given (form, arrangement) pairs on a sheet, from top to bottom and left to right."""
    tables: list[Table] = []
    headings = _headings_of(forms)
    known = {value for value in sheet.values if isinstance(value, str) and key_of_heading(value) in headings}
    skip_until = -1
    for row in sheet.filled:
        if row < skip_until or not _may_be_heading(sheet, row, known):
            continue
        found = _tables_at(sheet, row, forms)
        if found:
            tables += found
            skip_until = max(table.first_row for table in found)
    starts = [table.heading_row for table in tables]
    for table in tables:
        table.last_row = min((start for start in starts if start > table.heading_row), default=sheet.last_row + 1) - 1
    return tables


def nearest_form(sheet: Sheet) -> tuple[str, list[str]] | None:
    """Return the form that some row of a sheet comes nearest to, and the labels of its columns that are not there.

    None where no row has a heading of two required columns.
    """
    found: list[tuple[int, int, str, list[str]]] = []
    for row in sheet.filled:
        keys = {key for _, key in _keys(sheet, row)}
        days = bool(keys) and any(_has_days(sheet, row + below) for below in range(_DEEPEST))
        for form, arrangement in form_tables("village"):
            accepted = heading_fields(form, arrangement)
            named = {name for key in keys for name in accepted.get(key, "").split("+")} | ({"day"} if days else set())
            wanted = [column for column in form_columns(form, arrangement) if column.required]
            missing = [column.label for column in wanted if column.field not in named]
            if missing and len(wanted) - len(missing) >= _FEWEST_TOTALS:
                found.append((len(wanted) - len(missing), -len(missing), form, missing))
    best = max(found, key=lambda entry: entry[:2], default=None)
    return best[2:] if best else None


@lru_cache(maxsize=20_000)
def knows_heading(text: str) -> bool:
    """Tell whether a text is a heading of some form."""
    return key_of_heading(text) in _all_headings()


def _may_be_heading(sheet: Sheet, row: int, known: set[str]) -> bool:
    """Tell whether a row holds two of the ``known`` headings, or one and the days of a month below it."""
    if known.isdisjoint(sheet.rows[row - sheet.top]):
        return False
    count = sum([value in known for _, value in sheet.filled[row]])
    return count > 1 or (count == 1 and any(_has_days(sheet, row + below) for below in range(_DEEPEST)))


def _tables_at(sheet: Sheet, row: int, forms: Forms) -> list[Table]:
    """Return the table whose headings begin in a row, or the several that stand beside each other there."""
    whole = _best(sheet, row, forms)
    parts = _parts(sheet, row)
    if len(parts) > 1:
        beside = [_best(sheet.window(first, last), row, forms) for first, last in parts]
        complete = [table for table in beside if table and not table.missing]
        if len(complete) > 1:
            return complete
    return [whole] if whole else []


def _parts(sheet: Sheet, row: int) -> list[tuple[int, int]]:
    """Return the first and last column of each run of headings; a column that is blank in all of them parts two."""
    filled = sorted({column for below in range(2) for column, _ in sheet.filled.get(row + below, [])})
    starts = [filled[0]] + [column for before, column in pairwise(filled) if column - before > 1]
    return [(first, following - 1) for first, following in pairwise([*starts, sheet.last_column + 1])]


def _best(sheet: Sheet, row: int, forms: Forms) -> Table | None:
    found: list[tuple[float, int, int, Table]] = []
    for deep in range(1, _DEEPEST + 1):
        if any(share == 1 for share, *_ in found) and not _names_totals(sheet, row + deep - 1):
            break  # the rows above name every required column, so there is no further one
        named = frozenset(key for level in range(row, row + deep) for _, key in _keys(sheet, level))
        for form, arrangement in forms:
            required = _required(form, arrangement)
            if len(required & _likely(form, arrangement, named)) <= len(required) // 2:
                continue
            columns, lowest = _columns(sheet, row, deep, form, arrangement)
            matched = sum(1 for name in required if _has(columns, name))
            few = matched <= len(required) // 2 or len(columns) < _FEWEST_FIELDS
            if few or (arrangement == "grid" and not _some_days(columns)):
                continue
            table = Table(form, arrangement, columns, row, lowest + 1, sheet.last_row, sheet)
            found.append((matched / len(required), len(columns), -deep, table))
    if not found:
        return None
    table = max(found, key=lambda entry: entry[:3])[3]
    _find_choices(table)
    _note_missing(table)
    return table


def _find_choices(table: Table) -> None:
    """Let ticked columns beside each other be one field, and a row that holds their words one of the headings."""
    headings = range(table.heading_row, table.first_row)
    table.choices, lowest = choice_columns(table.sheet, headings, table.columns, table.form, table.arrangement)
    table.columns |= {name: min(words) for name, words in table.choices.items()}
    table.first_row = lowest + 1


@lru_cache(maxsize=2_000)
def _likely(form: str, arrangement: str, named: frozenset[str]) -> frozenset[str]:
    """Return the fields of a form that headings name; days may always stand there. Most files have the same."""
    accepted = heading_fields(form, arrangement)
    return frozenset(name for key in named for name in accepted.get(key, "").split("+")) | {"day"}


def _columns(sheet: Sheet, row: int, deep: int, form: str, arrangement: str) -> tuple[dict[str, int], int]:
    """Map fields to columns for a heading of ``deep`` rows; also return the lowest heading row."""
    accepted = heading_fields(form, arrangement)
    found: dict[int, tuple[str, int]] = {}
    for level in range(row, row + deep):
        if arrangement == "grid":
            names = _grid_fields(sheet, row, level, accepted)
        else:
            names = [(column, accepted.get(key, "")) for column, key in _keys(sheet, level)]
        found |= {column: (name, level) for column, name in names if name}
    columns: dict[str, int] = {}
    lowest = row
    for column, (name, level) in sorted(found.items()):
        for each in name.split("+"):
            if each not in columns:
                columns[each] = column
                lowest = max(lowest, level)
    return columns, lowest


def _grid_fields(sheet: Sheet, row: int, level: int, accepted: dict[str, str]) -> list[tuple[int, str]]:
    """Return the fields that one heading row of a grid names: days, totals (also below a merged Jumlah), and others."""
    totals = attendance_totals()
    above = sorted((column, upper, key) for upper in range(row, level) for column, key in _keys(sheet, upper))
    counts = level > row and _names_totals(sheet, level)
    days = _days(sheet, level)
    last_day = max((column for column, _ in days), default=-1)
    names = []
    for column, key in _keys(sheet, level):
        place = bisect_right(above, (column, level, ""))
        total = totals.get(key) or (totals.get(above[place - 1][2] + key) if place else None)
        if counts and column > last_day and key in _codes():
            total = _codes()[key]
        field_name = _UNCOUNTED if total == AMBIGUOUS else f"total_{total}" if total else accepted.get(key, "")
        names.append((column, field_name))
    named = {column for column, _, key in above if key in accepted}
    beside = (
        level == row or len(days) >= _FEWEST_DAYS or not named & {column for column, _ in sheet.filled.get(level, [])}
    )
    return names + (days if beside else [])


@cache
def _codes() -> dict[str, str]:
    """Return the attendance code by the key of what heads a column of counts; one of two meanings counts none."""
    reader = code_reader("attendance")
    return {key: code if code in reader.official else AMBIGUOUS for key, code in reader.alike.items() if code}


def _names_totals(sheet: Sheet, row: int) -> bool:
    """Tell whether a row heads counts of codes (H, S, I, A) and beside them days at most, as no person's row does."""
    counts = 0
    for _, value in sheet.filled.get(row, []):
        if day_of(value):
            continue
        if not isinstance(value, str) or key_of_heading(value) not in _codes():
            return False
        counts += 1
    return counts >= _FEWEST_TOTALS


def _keys(sheet: Sheet, row: int) -> list[tuple[int, str]]:
    """Return the texts of a row as headings are compared."""
    return [(column, key_of_heading(value)) for column, value in sheet.filled.get(row, []) if isinstance(value, str)]


def _days(sheet: Sheet, row: int) -> list[tuple[int, str]]:
    """Return the cells of a row that may head a day: numbers, texts, or dates that show their day."""
    found = []
    for column, value in sheet.filled.get(row, []):
        day = day_of(value)
        if day:
            found.append((column, f"day_{day}"))
    return found


@cache
def _required(form: str, arrangement: str) -> frozenset[str]:
    return frozenset(column.field for column in form_columns(form, arrangement) if column.required)


def _has(columns: dict[str, int], name: str) -> bool:
    return _some_days(columns) if name == "day" else name in columns


def _some_days(columns: dict[str, int]) -> bool:
    """Tell whether a grid has days: many, or a run that follows one another, as a week's table has."""
    days = sorted((int(name.removeprefix("day_")), column) for name, column in columns.items() if name[:4] == "day_")
    if len(days) >= _FEWEST_DAYS:
        return True
    steps = {(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(days)}
    return bool(days) and {"name", "identifier"} <= columns.keys() and steps <= {(1, 1)}


def without_lone_weeks(tables: list[Table]) -> list[Table]:
    """Drop grids of a few days that no other grid of the file completes: they are no attendance sheet."""
    grids = [{name for name in table.columns if name[:4] == "day_"} for table in tables if table.arrangement == "grid"]
    if len(set().union(*grids)) >= _FEWEST_OF_A_FILE:
        return tables
    return [table for table in tables if table.arrangement != "grid"]


def _note_missing(table: Table) -> None:
    wanted = [c for c in form_columns(table.form, table.arrangement) if c.required and not _has(table.columns, c.field)]
    table.missing = [column.label for column in wanted]
    used = table.own_columns
    by_key = {
        key_of_heading(text): text.strip()
        for row in range(table.heading_row, table.first_row)
        for column, text in table.sheet.filled.get(row, [])
        if column not in used and isinstance(text, str)
    }
    for column in wanted:
        names = [alias for alias, name in heading_fields(table.form, table.arrangement).items() if name == column.field]
        near = {match for alias in names for match in get_close_matches(alias, by_key, n=1, cutoff=0.75)}
        table.suggestions += [f"{by_key[name]} → {column.label}" for name in sorted(near)]


def _has_days(sheet: Sheet, row: int) -> bool:
    if len(sheet.filled.get(row, [])) < _FEWEST_DAYS:
        return False
    return len({name for _, name in _days(sheet, row)}) >= _FEWEST_DAYS


@cache
def _all_headings() -> frozenset[str]:
    pairs = [pair for owner in get_args(Owner) if owner != _PARTNER for pair in form_tables(owner)]
    return frozenset(name for form, arrangement in pairs for name in heading_fields(form, arrangement))


@cache
def _headings_of(forms: Forms) -> frozenset[str]:
    """Return every heading of a partner's forms, else those of all other forms: no village's sheet is a partner's."""
    if not set(forms) <= set(form_tables(_PARTNER)):
        return _all_headings()
    return frozenset(name for form, arrangement in forms for name in heading_fields(form, arrangement))
