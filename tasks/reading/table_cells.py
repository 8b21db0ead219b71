"""A table's cells as its readers need them: merged values in every cell they cover, no placeholders, no ditto marks.

The sheet itself stays as it was written; what is mended here is put on record where the reader of the rows would not
see it any more.
"""

import re
from dataclasses import dataclass, field, replace
from functools import cache

from data.forms import code_list, form_columns, nil_fields
from tasks.reading.cells import Range, Value, text_of
from tasks.reading.choices import fold_choices
from tasks.reading.explained_signs import ExplainedSigns
from tasks.reading.headings import Table
from tasks.reading.mended_rows import Cell, MendedRows, Repair
from tasks.reading.named_above import labels_still_missing, last_column, person_above
from tasks.reading.persons import looks_like_name, name_and_identifier
from tasks.reading.placeholders import dittos, is_ditto, is_placeholder, may_be_none, says_nil, says_vacant

_DIGIT = re.compile("[0-9]")
_TEXT_KINDS = frozenset({"text", "identifier", "code", "date", "village_code"})
_STATUS_KINDS = frozenset({"attendance"})


@dataclass
class TableCells:
    """``table`` with its sheet as understood; ``covered`` are cells that got their value from a merged range,
    ``placeholders`` those that hold none; all cells are 0-based (row, column). ``nil_rows`` are rows of a form that
    may be nil where a needed cell says so in a word ("NIHIL")."""

    table: Table
    covered: set[Cell] = field(default_factory=set)
    placeholders: set[Cell] = field(default_factory=set)
    nil_rows: set[int] = field(default_factory=set)


def table_cells(table: Table, repair: Repair, signs: ExplainedSigns) -> TableCells:
    """Return the cells of a table as its readers need them; ``signs`` is what the sheet says of its signs."""
    rows = MendedRows(table.sheet)
    found = TableCells(table)
    for merged in table.sheet.merged:
        _spread(merged, table, rows, found)
    if table.choices:
        fold_choices(table, rows, found.placeholders, repair, signs)
    kinds = _column_kinds(table)
    _blank_placeholders(table, kinds, rows, found)
    _repeat(table, kinds, rows, repair)
    columns = _split_names(table, rows, repair)
    above = person_above(table)
    for name, (value, row, column) in above.items():
        columns[name] = last_column(table.sheet, columns) + 1
        rows.fill(table, columns[name], value)
        rows.elsewhere[columns[name]] = (row, column)
    if rows.changed or columns != table.columns:
        found.table = replace(table, sheet=rows.sheet(), columns=columns, missing=labels_still_missing(table, columns))
    return found


def _spread(merged: Range, table: Table, rows: MendedRows, found: TableCells) -> None:
    """Write a merged value into each cell of the table that its range covers; a title over unlike columns is none."""
    top, left, bottom, right = merged
    if top < table.first_row or top > table.last_row or (top == bottom and left == right):
        return
    value = table.sheet.value(top, left)
    own = {column: name for name, column in table.columns.items() if left <= column <= right}
    own |= {column: name for name, words in table.choices.items() for column in words if left <= column <= right}
    days = all(name[:4] == "day_" for name in own.values())
    if value == "" or not own or (len(set(own.values())) > 1 and not days):
        return
    last = min(bottom, table.last_row, table.sheet.last_row)
    for row in range(top, last + 1):
        for column in own:
            if (row, column) != (top, left) and rows.value(row, column) == "":
                rows.set(row, column, value)
                found.covered.add((row, column))
                if days or own[column] == "name":  # one person's name, or one text about days, stands at one address
                    rows.moved[row, column] = (top, left)


def needed_columns(table: Table) -> set[int]:
    """Return the 0-based columns that an entry of a table must have filled in."""
    required = [column.field for column in form_columns(table.form, table.arrangement) if column.required]
    return {table.columns[name] for name in required if name in table.columns}


def _column_kinds(table: Table) -> dict[int, str]:
    """Return the kind of value by column for the table's own columns; counts and days are attendance."""
    listed = _listed_kinds(table.form, table.arrangement)
    return {
        column: "count" if name[:6] == "total_" else "attendance" if name[:4] == "day_" else listed.get(name, "text")
        for name, column in table.columns.items()
    }


@cache
def _listed_kinds(form: str, arrangement: str) -> dict[str, str]:
    return {column.field: column.kind for column in form_columns(form, arrangement)}


def _blank_placeholders(table: Table, kinds: dict[int, str], rows: MendedRows, found: TableCells) -> None:
    asked = {column: kind in _TEXT_KINDS for column, kind in kinds.items() if kind not in _STATUS_KINDS}
    needed = needed_columns(table) if table.form in nil_fields() else set()
    inside = [row for row in table.sheet.filled if table.first_row <= row <= table.last_row]
    name = table.columns.get("name")
    suspects = may_be_none(table.sheet.values)
    for row in inside:
        if suspects.isdisjoint(table.sheet.rows[row - table.sheet.top]):
            continue
        for column, value in table.sheet.filled[row]:
            if value not in suspects or column not in asked or rows.value(row, column) != value:
                continue
            empty = is_placeholder(value, zero=asked[column] and column != table.columns.get("level"))
            if empty or (column == name and (says_vacant(value) or (needed and says_nil(value)))):
                rows.set(row, column, "")
                found.placeholders.add((row, column))
            says_so = isinstance(value, str) and any(map(str.isalpha, value)) if empty else says_nil(value)
            if column in needed and says_so:
                found.nil_rows.add(row)
    for row, column in found.covered:
        if column in asked and is_placeholder(rows.value(row, column), zero=asked[column]):
            rows.set(row, column, "")
    _blank_printed_numbers(table, kinds, rows, found, inside)


def _blank_printed_numbers(
    table: Table, kinds: dict[int, str], rows: MendedRows, found: TableCells, inside: list[int]
) -> None:
    """Take a row's own number in a column of codes ("1.", 1) for no value: it is printed there, to be signed behind.

    Where the codes are numbers (a level, a status) it may be a code, and is taken for one.
    """
    number = table.columns.get("number")
    if number is None:
        return
    numbered = {table.columns[name] for name in _told_in_numbers(table.form, table.arrangement) & set(table.columns)}
    for column in [column for column, kind in kinds.items() if kind == "code" and column not in numbered]:
        told = [rows.value(row, column) for row in inside]
        if not any(_begins_with_digit(value) for value in {value for value in told if value.__class__ is not bool}):
            continue  # as in nearly every sheet
        for row, value in zip(inside, told, strict=True):
            printed = text_of(rows.value(row, number)).rstrip(".)")
            if _begins_with_digit(value) and text_of(value).rstrip(".)") == printed:
                rows.set(row, column, "")
                found.placeholders.add((row, column))


def _begins_with_digit(value: Value) -> bool:
    return text_of(value)[:1].isdigit()


@cache
def _told_in_numbers(form: str, arrangement: str) -> frozenset[str]:
    """Return the fields of a form whose codes are numbers."""
    return frozenset(
        column.field
        for column in form_columns(form, arrangement)
        if column.kind == "code" and any(code.code.isdigit() for code in code_list(column.code_list))
    )


def _repeat(table: Table, kinds: dict[int, str], rows: MendedRows, repair: Repair) -> None:
    """Write the value above where a mark says that it is the same; never across a grid's days, which are others'."""
    if not dittos(table.sheet.values):
        return
    inside = [row for row in table.sheet.filled if table.first_row <= row <= table.last_row]
    columns = [column for name, column in table.columns.items() if name[:4] not in {"day_", "tota"} and column in kinds]
    last: dict[int, Value] = {}
    for row in inside:
        for column in columns:
            value = rows.value(row, column)
            if is_ditto(value) and column in last:
                rows.set(row, column, last[column])
                repair(row, column, value, text_of(last[column]), "ditto")
            elif value != "" and not is_ditto(value):
                last[column] = value


def _split_names(table: Table, rows: MendedRows, repair: Repair) -> dict[str, int]:
    """Read a number in the name's cell, or alone below it, as the person's; return the columns, maybe with one more.

    A blank identifier in its own column takes it; where name and number share a column, a column beyond the sheet does.
    """
    columns = dict(table.columns)
    name = columns.get("name")
    if name is None:
        return columns
    shared = columns.get("identifier") == name
    last = min(table.last_row, table.sheet.last_row)
    found: dict[int, tuple[str, str]] = {}
    below: dict[int, tuple[int, str]] = {}
    above: int | None = None
    for row, cells in table.sheet.filled.items():
        if table.first_row <= row <= last:
            value = rows.value(row, name)
            parts = name_and_identifier(value) if isinstance(value, str) and _DIGIT.search(value) else None
            if parts and parts[0] and parts[1]:
                found[row] = parts
            elif parts and parts[1] and len(cells) == 1 and above is not None:
                below[above] = row, parts[1]
            named = isinstance(value, str) and looks_like_name(value)
            above = row if named and row not in found else None
    if not found and not below and not shared:
        return columns
    if shared or "identifier" not in columns:
        columns["identifier"] = last_column(table.sheet, columns) + 1
        rows.widen(table.first_row, last, columns["identifier"])
        rows.elsewhere[columns["identifier"]] = (None, name)
    for row, (person, number) in found.items():
        before = rows.value(row, name)
        if rows.value(row, columns["identifier"]) == "":
            rows.set(row, columns["identifier"], number)
            repair(row, name, before, person, "identifier_in_name")
            rows.set(row, name, person)
    for row, (place, number) in below.items():
        if rows.value(row, columns["identifier"]) == "":
            rows.set(row, columns["identifier"], number)
            rows.moved[row, columns["identifier"]] = (place, name)
            repair(place, name, rows.value(place, name), number, "identifier_below_name")
    return columns
