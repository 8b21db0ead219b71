"""Daftar Hadir, as a grid (one row a person, one column a day) and as a list (one row a person and day).

A blank cell is unknown: never present, never absent.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from data.calendar import month_numbers
from data.forms import (
    AMBIGUOUS,
    CodeReader,
    Column,
    attendance_codes,
    code_reader,
    date_words,
    form_columns,
    unexcused_codes,
    words_around,
)
from data.names import key
from tasks.reading import values
from tasks.reading.cells import Value, letters, text_of
from tasks.reading.contradictions import clock_times, is_confirmed
from tasks.reading.headings import Table
from tasks.reading.people import read_person
from tasks.reading.readings import Recorder

_IDENTIFIER_DIGITS = 8
_MOST_BLANK = 1  # of an entry's name, date and status
_MARKS = " ._-"
_WORD = re.compile(r"[^\W\d_]+(?:[./][^\W\d_]+)*")
_SHORTEST_WORD = 4  # a short sign beside a number may be anything: "C 2"
_LIST_FIELDS = ("name", "identifier", "date", "status", "remark", "time_in", "time_out")


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
        if code is None and (leave := self._leave(written)):
            return leave, "alias"
        return code, "legend" if written in self._legend and code != written else str(repair)

    def _leave(self, written: str) -> str | None:
        """Return the code of a leave or another excuse that stands with its days: "CUTI BERSALIN s.d 31 DES"."""
        if not any(map(str.isdigit, written)):
            return None
        words = [word for word in _WORD.findall(written) if key(word) not in _words_of_a_span()]
        code = self._reader.read(" ".join(words))[0] if words and len(words[0]) >= _SHORTEST_WORD else None
        return code if code in _excusing() else None


def read_grid(recorder: Recorder, table: Table, rows: list[int], statuses: StatusReader) -> list[int]:
    """Read the persons of a grid; return the rows that were data."""
    plan = _grid_plan(table)
    return [row for row in rows if _read_grid_row(recorder, table, plan, row, statuses)]


@dataclass(frozen=True)
class _GridPlan:
    """What is read of each row of a grid.

    ``days`` are (day, field, column, its letters) by day and ``day_columns`` their columns, ``needed`` the other
    columns that must be filled in, with their places, ``totals`` the counted code, field and column.
    """

    days: list[tuple[int, str, int, str]]
    day_columns: list[int]
    needed: list[tuple[Column, int]]
    totals: list[tuple[str, str, int]]


def _grid_plan(table: Table) -> _GridPlan:
    columns = table.columns
    placed = sorted((int(name[4:]), name, column) for name, column in columns.items() if name.startswith("day_"))
    return _GridPlan(
        [(day, name, column, letters(column)) for day, name, column in placed],
        [column for *_, column in placed],
        _needed(table),
        [(name.removeprefix("total_"), name, place) for name, place in columns.items() if name.startswith("total_")],
    )


def _read_grid_row(recorder: Recorder, table: Table, plan: _GridPlan, row: int, statuses: StatusReader) -> bool:
    sheet = recorder.sheet
    values_of_days = sheet.line(row, plan.day_columns)
    texts = [text_of(value) for value in values_of_days]
    if not _is_person(recorder, table, row, texts, statuses):
        return False
    recorder.add("mentions", row, read_person(recorder, table, row))
    for needed, place_of_needed in plan.needed:
        value = sheet.value(row, place_of_needed)
        recorder.cell(row, place_of_needed, value, needed.field, needed.kind, required=True, known=value != "")
    remark = recorder.text(row, table.columns.get("remark"))
    comments = sheet.comments_in(row) if sheet.comments else {}
    said = [remark or "", *(text for column, text in comments.items() if column not in plan.day_columns)]
    reason = next((text for text in said if text and _tells_another_reason(text, texts, statuses)), None)
    told = {written: _told(written, reason, statuses) for written in set(texts)}
    errors, moved = sheet.errors, bool(sheet.moved)
    place, number = (*recorder.place(row), row + 1), str(row + 1)
    attendance = recorder.readings.rows["attendance"]
    for (day, name, column, letter), value, written in zip(plan.days, values_of_days, texts, strict=True):
        code, repair, shown, explained = told[written]
        if written and not code:
            recorder.role(row, column, value, code)
        mended = repair or (code and value.__class__ is str and value != written)
        if mended and not (moved and (row, column) in sheet.moved):
            recorder.repair(row, column, value, code or "", repair or "spaces")
        if column in comments and code in _accusing() and not is_confirmed("status", str(code), comments[column]):
            code, explained = None, comments[column]
        error = errors.get((row, column)) if errors else None
        cell = sheet.cell(row, column) if moved else letter + number
        attendance.append((*place, name, cell, day, None, error or shown, code or None, remark, explained, error))
    _read_totals(recorder, plan, row)
    return True


def _told(written: str, reason: str | None, statuses: StatusReader) -> tuple[str | None, str, str | None, str | None]:
    """Return what a text says on any day of one person: its code, why it was mended, what is shown, what explains it.

    ``reason`` is the person's remark where that says anything else than the codes that accuse.
    """
    if not written:
        return None, "", None, None
    code, repair = statuses.read(written)
    if reason is not None and code in _accusing():
        return None, "", written, reason
    return code, repair, None if code == "" else written, statuses.explained(written, code)


@cache
def _excusing() -> frozenset[str]:
    return attendance_codes("accounted") - attendance_codes("at_work") | attendance_codes("planned")


@cache
def _words_of_a_span() -> frozenset[str]:
    """Return the words around the days of a leave, as keys: months, "tanggal", "s.d"."""
    words = date_words() | words_around("counting_word") | words_around("span_word") | month_numbers().keys()
    return frozenset(map(key, words))


@cache
def _accusing() -> frozenset[str]:
    return frozenset(unexcused_codes())


def _tells_another_reason(remark: str, written: list[str], statuses: StatusReader) -> bool:
    """Tell whether a person's remark says anything but that the days without excuse, as the row calls them, are so.

    A reason that stands as a code on another day of the row ("Sakit 2 hari") is told of that day.
    """
    told = frozenset(str(statuses.read(text)[0]) for text in written if text)
    accusing = told & _accusing()
    return any(not is_confirmed("status", code, remark, told - accusing) for code in accusing)


def _is_person(recorder: Recorder, table: Table, row: int, written: list[str], statuses: StatusReader) -> bool:
    """Tell a person's row from the notes and names of a signature block around the table."""
    name = text_of(_value(recorder, table, row, "name"))
    identifier = text_of(_value(recorder, table, row, "identifier"))
    filled = len(written) - written.count("")
    if name:
        position = text_of(_value(recorder, table, row, "position"))
        number = text_of(_value(recorder, table, row, "number"))
        return bool(identifier or filled or position or number)
    digits = sum(1 for character in identifier if character.isdigit())
    return digits >= _IDENTIFIER_DIGITS or sum(1 for text in written if text and statuses.read(text)[0]) > 1


def _read_totals(recorder: Recorder, plan: _GridPlan, row: int) -> None:
    counts = recorder.sheet.line(row, [column for *_, column in plan.totals])
    for (code, name, column), value in zip(plan.totals, counts, strict=True):
        if value != "":
            written, repair = values.number(value)
            if repair:
                recorder.repair(row, column, value, written, repair)
            told = (code, name, recorder.sheet.cell(row, column), text_of(value), written)
            recorder.readings.rows["totals"].append((*recorder.place(row), *told))


def read_list(recorder: Recorder, table: Table, rows: list[int], statuses: StatusReader, year: int) -> list[int]:
    """Read the entries of a list; return the rows that were data (two of name, date and status filled)."""
    wanted = [name for name in _LIST_FIELDS if name in table.columns]
    columns = [table.columns[name] for name in wanted]
    blank: dict[str, Value] = dict.fromkeys(_LIST_FIELDS, "")
    persons: dict[tuple[Value, Value], int] = {}
    needed = _needed(table)
    kept = []
    for row in rows:
        entry = blank | dict(zip(wanted, recorder.sheet.line(row, columns), strict=True))
        blanks = (entry["name"], entry["date"], entry["status"]).count("")
        if blanks > _MOST_BLANK and not _has_error(recorder, table, row):
            continue
        kept.append(row)
        person = (entry["name"], entry["identifier"])
        if person not in persons:
            persons[person] = row
            recorder.add("mentions", row, read_person(recorder, table, row))
        _read_entry(recorder, table, needed, row, persons[person], entry, statuses, year)
    return kept


def _read_entry(
    recorder: Recorder,
    table: Table,
    needed: list[tuple[Column, int]],
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
    for column, place in needed:
        value = recorder.sheet.value(row, place)
        known = day is not None if column.field == "date" else value != ""
        recorder.cell(row, place, value, column.field, column.kind, required=True, known=known)
    if repair:
        recorder.repair(row, columns["date"], entry["date"], day, repair)
    if status_repair:
        recorder.repair(row, columns["status"], entry["status"], code or "", status_repair)
    remark = recorder.text(row, columns.get("remark"))
    explained = statuses.explained(written, code) if written else None
    comments = recorder.sheet.comments_in(row).values() if recorder.sheet.comments else ()
    if code in _accusing() and (beside := _told_beside(str(code), [remark or "", *comments], entry)):
        code, explained = None, beside
    for name, read in (("date", day), ("status", code)):
        if not read and name in columns:
            recorder.role(row, columns[name], entry[name], read)
    errors = recorder.sheet.errors
    error = errors.get((row, columns["status"])) if errors and "status" in columns else None
    shown = error or (None if code == "" else written or None)
    cell = recorder.sheet.cell(row, columns["status"]) if "status" in columns else None
    told = (person_row + 1, "status", cell, day and day.day, day, shown, code or None, remark, explained, error)
    recorder.readings.rows["attendance"].append((*recorder.place(row), *told))


def _told_beside(code: str, remarks: Iterable[str], entry: dict[str, Value]) -> str | None:
    """Return what the same row says beside a day without excuse: a remark of anything else, or hours of work."""
    other = next((remark for remark in remarks if remark and not is_confirmed("status", code, remark)), None)
    return other or clock_times((entry["time_in"], entry["time_out"])) or None


def _needed(table: Table) -> list[tuple[Column, int]]:
    """Return the columns that a row must have filled in, by ``columns.csv``, and where the table has them.

    The days' own codes are *attendance*.
    """
    listed = [column for column in form_columns("attendance", table.arrangement) if column.required]
    needed = [column for column in listed if column.kind != "attendance" and column.field in table.columns]
    return [(column, table.columns[column.field]) for column in needed]


def _has_error(recorder: Recorder, table: Table, row: int) -> bool:
    return any((row, column) in recorder.sheet.errors for column in table.columns.values())


def _value(recorder: Recorder, table: Table, row: int, name: str) -> Value:
    column = table.columns.get(name)
    return "" if column is None else recorder.sheet.value(row, column)
