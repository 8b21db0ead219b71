"""Daftar Hadir, as a grid (one row a person, one column a day) and as a list (one row a person and day).

A blank cell is unknown: never present, never absent.
"""

from collections.abc import Mapping
from functools import cache

from data.forms import AMBIGUOUS, CodeReader, Column, code_reader, form_columns
from data.names import key
from tasks.reading import values
from tasks.reading.cells import Value, letters, text_of
from tasks.reading.headings import Table
from tasks.reading.people import read_person
from tasks.reading.readings import Recorder

_IDENTIFIER_DIGITS = 8
_FEWEST_FILLED = 2
_MARKS = " ._-"
_LIST_FIELDS = ("name", "identifier", "date", "status", "remark")


class StatusReader:
    """Reads attendance codes; what the sheet's own legend says goes before the table of aliases.

    ``entries`` is what the legend says of each symbol, as it stands there.
    """

    def __init__(self, legend: Mapping[str, str], entries: Mapping[str, str] | None = None) -> None:
        general = code_reader("attendance")
        self._entries = {key(symbol) or symbol: entry for symbol, entry in (entries or {}).items()}
        alike = general.alike | {key(symbol): code for symbol, code in legend.items() if key(symbol)}
        self._reader = CodeReader(general.exact | dict(legend), alike, general.official)
        self._legend = legend
        self._seen: dict[str, tuple[str | None, str]] = {}

    def read(self, written: str) -> tuple[str | None, str]:
        """Return ``(code, repair)``: None is unknown or ambiguous, ``""`` a sign that stands for a blank."""
        if written not in self._seen:
            self._seen[written] = self._read(written)
        return self._seen[written]

    def explained(self, written: str, code: str | None) -> str | None:
        """Return what the legend says of a text that it does not make known."""
        return self._entries.get(key(written) or written) if self._entries and code is None else None

    def _read(self, written: str) -> tuple[str | None, str]:
        code, repair = self._reader.read(written)
        bare = written.strip(_MARKS)
        if AMBIGUOUS in (code, self._reader.exact.get(bare)):  # "l." is as ambiguous as "l"
            return None, ""
        return code, "legend" if written in self._legend and code != written else str(repair)


def read_grid(recorder: Recorder, table: Table, rows: list[int], statuses: StatusReader) -> list[int]:
    """Read the persons of a grid; return the rows that were data."""
    columns = [(int(name[4:]), name, column) for name, column in table.columns.items() if name.startswith("day_")]
    days = [(day, name, column, letters(column)) for day, name, column in sorted(columns)]
    return [row for row in rows if _read_grid_row(recorder, table, row, days, statuses)]


def _read_grid_row(
    recorder: Recorder, table: Table, row: int, days: list[tuple[int, str, int, str]], statuses: StatusReader
) -> bool:
    sheet = recorder.sheet
    values_of_days = sheet.line(row, [column for *_, column, _ in days])
    texts = [text_of(value) for value in values_of_days]
    if not _is_person(recorder, table, row, texts, statuses):
        return False
    recorder.add("mentions", row, read_person(recorder, table, row))
    for needed in _needed(table.arrangement):
        if needed.field in table.columns:
            value = _value(recorder, table, row, needed.field)
            needed_at = table.columns[needed.field]
            recorder.cell(row, needed_at, value, needed.field, needed.kind, required=True, known=value != "")
    remark = recorder.text(row, table.columns.get("remark"))
    errors = sheet.errors
    place, number = recorder.place(row), str(row + 1)
    attendance = recorder.readings.rows["attendance"]
    for (day, name, column, letter), value, written in zip(days, values_of_days, texts, strict=True):
        error = errors.get((row, column)) if errors else None
        code, repair = statuses.read(written) if written else (None, "")
        recorder.role(row, column, written, code)
        if repair or (code and value.__class__ is str and value != written):
            recorder.repair(row, column, value, code or "", repair or "spaces")
        shown = error or (None if code == "" else written or None)
        explained = statuses.explained(written, code) if written else None
        told = (row + 1, name, letter + number, day, None, shown, code or None, remark, explained, error)
        attendance.append((*place, *told))
    _read_totals(recorder, table, row)
    return True


def _is_person(recorder: Recorder, table: Table, row: int, written: list[str], statuses: StatusReader) -> bool:
    """Tell a person's row from the notes and names of a signature block around the table."""
    name = text_of(_value(recorder, table, row, "name"))
    identifier = text_of(_value(recorder, table, row, "identifier"))
    filled = sum(1 for text in written if text)
    if name:
        position = text_of(_value(recorder, table, row, "position"))
        number = text_of(_value(recorder, table, row, "number"))
        return bool(identifier or filled or position or number)
    digits = sum(1 for character in identifier if character.isdigit())
    return digits >= _IDENTIFIER_DIGITS or sum(1 for text in written if text and statuses.read(text)[0]) > 1


def _read_totals(recorder: Recorder, table: Table, row: int) -> None:
    for name, column in table.columns.items():
        if not name.startswith("total_"):
            continue
        value = recorder.sheet.value(row, column)
        if value != "":
            written, repair = values.number(value)
            recorder.repair(row, column, value, written, repair)
            told = (name.removeprefix("total_"), name, recorder.sheet.cell(row, column), text_of(value), written)
            recorder.readings.rows["totals"].append((*recorder.place(row), *told))


def read_list(recorder: Recorder, table: Table, rows: list[int], statuses: StatusReader, year: int) -> list[int]:
    """Read the entries of a list; return the rows that were data (two of name, date and status filled)."""
    wanted = [name for name in _LIST_FIELDS if name in table.columns]
    columns = [table.columns[name] for name in wanted]
    blank: dict[str, Value] = dict.fromkeys(_LIST_FIELDS, "")
    persons: dict[tuple[Value, Value], int] = {}
    kept = []
    for row in rows:
        entry = blank | dict(zip(wanted, recorder.sheet.line(row, columns), strict=True))
        filled = sum(1 for name in ("name", "date", "status") if entry[name] != "")
        if filled < _FEWEST_FILLED and not _has_error(recorder, table, row):
            continue
        kept.append(row)
        person = (entry["name"], entry["identifier"])
        if person not in persons:
            persons[person] = row
            recorder.add("mentions", row, read_person(recorder, table, row))
        _read_entry(recorder, table, row, persons[person], entry, statuses, year)
    return kept


def _read_entry(
    recorder: Recorder,
    table: Table,
    row: int,
    person_row: int,
    entry: dict[str, Value],
    statuses: StatusReader,
    year: int,
) -> None:
    columns = table.columns
    day, repair = values.day(entry["date"], year)
    written = text_of(entry["status"])
    code, status_repair = statuses.read(written) if written else (None, "")
    if code and not status_repair and isinstance(entry["status"], str) and entry["status"] != written:
        status_repair = "spaces"
    for column in _needed("list"):
        if column.field in columns:
            value = _value(recorder, table, row, column.field)
            known = day is not None if column.field == "date" else value != ""
            recorder.cell(row, columns[column.field], value, column.field, column.kind, required=True, known=known)
    if repair:
        recorder.repair(row, columns["date"], entry["date"], day, repair)
    if status_repair:
        recorder.repair(row, columns["status"], entry["status"], code or "", status_repair)
    for name, text, read in (("date", text_of(entry["date"]), day), ("status", written, code)):
        if name in columns:
            recorder.role(row, columns[name], text, read)
    errors = recorder.sheet.errors
    error = errors.get((row, columns["status"])) if errors and "status" in columns else None
    shown = error or (None if code == "" else written or None)
    remark = recorder.text(row, columns.get("remark"))
    cell = recorder.sheet.cell(row, columns["status"]) if "status" in columns else None
    explained = statuses.explained(written, code) if written else None
    told = (person_row + 1, "status", cell, day and day.day, day, shown, code or None, remark, explained, error)
    recorder.readings.rows["attendance"].append((*recorder.place(row), *told))


@cache
def _needed(arrangement: str) -> tuple[Column, ...]:
    """Return the columns that a row must have filled in, by ``columns.csv``; the days' own codes are *attendance*."""
    columns = form_columns("attendance", arrangement)
    return tuple(column for column in columns if column.required and column.kind != "attendance")


def _has_error(recorder: Recorder, table: Table, row: int) -> bool:
    return any((row, column) in recorder.sheet.errors for column in table.columns.values())


def _value(recorder: Recorder, table: Table, row: int, name: str) -> Value:
    column = table.columns.get(name)
    return "" if column is None else recorder.sheet.value(row, column)
