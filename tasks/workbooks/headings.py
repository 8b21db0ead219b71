"""Finding tables on a sheet by their headings, wherever they stand, and saying which form each one is.

A heading may stand in one row or, merged, in two: a column's heading is the lower text when it is known, else the
upper one. A heading that is near but not equal is suggested (S07), never applied.
"""

import itertools
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache

from data.forms import DAYS, attendance_totals, form_columns, heading_fields, key_of_heading
from tasks.workbooks.cells import Sheet, Value, address

FORMS = (
    ("attendance", "grid"),
    ("attendance", "list"),
    ("activities", "table"),
    ("reports", "table"),
    ("vulnerabilities", "table"),
)
REGENCY_FORMS = (("register", "table"), ("agenda", "table"))

_FEWEST_DAYS = 10
_FEWEST_FIELDS = 3


@dataclass
class Table:
    """One table found on a sheet.

    ``columns`` maps a field (``name``, ``day_14``, ``total_H`` …) to its 0-based column; ``first_row`` is the row
    below the headings and ``last_row`` the last before the next table or the sheet's end.
    """

    form: str
    arrangement: str
    columns: dict[str, int]
    heading_row: int
    first_row: int
    last_row: int
    missing: list[str] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)

    @property
    def heading_cell(self) -> str:
        required = [column.field for column in form_columns(self.form, self.arrangement) if column.required]
        found = [self.columns[name] for name in required if name in self.columns]
        return address(self.heading_row, min(found or self.columns.values()))


def find_tables(sheet: Sheet, forms: tuple[tuple[str, str], ...]) -> list[Table]:
    """Return the tables of the given (form, arrangement) pairs on a sheet, from top to bottom."""
    tables: list[Table] = []
    skip_until = -1
    for row in sheet.row_numbers:
        if row < skip_until or not _may_be_heading(sheet, row):
            continue
        table = _best(sheet, row, forms)
        if table:
            tables.append(table)
            skip_until = table.first_row
    for table, following in itertools.pairwise(tables):
        table.last_row = following.heading_row - 1
    return tables


def _may_be_heading(sheet: Sheet, row: int) -> bool:
    known = 0
    for value in sheet.rows[row - sheet.top]:
        if isinstance(value, str) and value and key_of_heading(value) in _all_headings():
            known += 1
    return known > 1 or (known == 1 and _day_count(sheet, row + 1) >= _FEWEST_DAYS)


def _best(sheet: Sheet, row: int, forms: tuple[tuple[str, str], ...]) -> Table | None:
    found: list[tuple[float, int, int, Table]] = []
    for deep in (1, 2):
        if any(share == 1 for share, *_ in found):
            break  # one row names every required column, so there is no second
        for form, arrangement in forms:
            columns, lowest = _columns(sheet, row, deep, form, arrangement)
            required = [column.field for column in form_columns(form, arrangement) if column.required]
            matched = sum(1 for name in required if _has(columns, name))
            few = matched <= len(required) // 2 or len(columns) < _FEWEST_FIELDS
            if few or (arrangement == "grid" and not _has(columns, "day")):
                continue
            table = Table(form, arrangement, columns, row, lowest + 1, sheet.row_numbers.stop - 1)
            found.append((matched / len(required), len(columns), -deep, table))
    if not found:
        return None
    table = max(found, key=lambda entry: entry[:3])[3]
    _note_missing(sheet, table)
    return table


def _columns(sheet: Sheet, row: int, deep: int, form: str, arrangement: str) -> tuple[dict[str, int], int]:
    """Map fields to columns for a heading of ``deep`` rows; also return the lowest heading row."""
    accepted = heading_fields(form, arrangement)
    columns: dict[str, int] = {}
    lowest = row
    group = ""
    for column in sheet.column_numbers:
        upper, lower = sheet.value(row, column), sheet.value(row + 1, column) if deep > 1 else ""
        group = key_of_heading(upper) if isinstance(upper, str) and upper else group
        name = _field(lower, accepted, arrangement, group) if lower != "" else ""
        if name:
            lowest = row + 1
        name = name or _field(upper, accepted, arrangement, "")
        if name and name not in columns:
            columns[name] = column
    return columns, lowest


def _field(value: Value, accepted: dict[str, str], arrangement: str, group: str) -> str:
    if isinstance(value, float | int) and not isinstance(value, bool):
        is_day = arrangement == "grid" and float(value).is_integer() and int(value) in DAYS
        return f"day_{int(value)}" if is_day else ""
    if not isinstance(value, str):
        return ""
    name = key_of_heading(value)
    if arrangement == "grid":
        if name.isascii() and name.isdigit() and int(name) in DAYS:
            return f"day_{int(name)}"
        total = attendance_totals().get(name) or attendance_totals().get(group + name)
        if total:
            return f"total_{total}"
    return accepted.get(name, "")


def _has(columns: dict[str, int], name: str) -> bool:
    if name == "day":
        return sum(1 for column in columns if column.startswith("day_")) >= _FEWEST_DAYS
    return name in columns


def _note_missing(sheet: Sheet, table: Table) -> None:
    wanted = [c for c in form_columns(table.form, table.arrangement) if c.required and not _has(table.columns, c.field)]
    table.missing = [column.label for column in wanted]
    used = set(table.columns.values())
    unused = [
        value
        for row in range(table.heading_row, table.first_row)
        for column in sheet.column_numbers
        if column not in used and isinstance(value := sheet.value(row, column), str) and value.strip()
    ]
    by_key = {key_of_heading(value): value.strip() for value in unused}
    for column in wanted:
        names = [alias for alias, name in heading_fields(table.form, table.arrangement).items() if name == column.field]
        near = {match for alias in names for match in get_close_matches(alias, by_key, n=1, cutoff=0.75)}
        table.suggestions += [f"{by_key[name]} → {column.label}" for name in sorted(near)]


def _day_count(sheet: Sheet, row: int) -> int:
    return len({name for c in sheet.column_numbers if (name := _field(sheet.value(row, c), {}, "grid", ""))})


@cache
def _all_headings() -> frozenset[str]:
    pairs = FORMS + REGENCY_FORMS
    return frozenset(name for form, arrangement in pairs for name in heading_fields(form, arrangement))
