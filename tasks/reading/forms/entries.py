"""The forms with one row an entry: Rakor dan Ikrar, Laporan Netralitas, Peta Kerawanan, and the inspectorate's own.

Each column is read by its kind of ``columns.csv``; what cannot be read stays missing and its cell is marked unknown.
A column that holds a reporter's name is recognised in order to be left out.
"""

from dataclasses import dataclass
from datetime import date

from data.forms import Column, form_columns
from data.register import leading_village_code
from tasks.reading import values
from tasks.reading.cells import Value, shown, text_of
from tasks.reading.headings import Table
from tasks.reading.people import read_person
from tasks.reading.readings import Recorder

_FEWEST_FILLED = 2
_SHOWN_TOO = frozenset({"violation_code", "attended", "pledge_signed"})
_KINDS_ON_RECORD = ("date", "code", "number", "time")


@dataclass(frozen=True)
class _Plan:
    """What is read of each row of a table: its columns, where they stand, and which of these make a row an entry."""

    columns: list[Column]
    places: dict[str, int]
    telling: list[int]
    has_person: bool


def read_entries(recorder: Recorder, table: Table, rows: list[int], year: int) -> list[int]:
    """Read the entries of a table; return the rows that were data (two filled cells beside the number)."""
    listed = form_columns(table.form, table.arrangement)
    columns = [column for column in listed if column.field in table.columns]
    places = {column.field: table.columns[column.field] for column in columns if column.field != "number"}
    has_person = {"name", "identifier"} <= {column.field for column in listed}
    plan = _Plan(columns, places, list(places.values()), has_person)
    return [row for row in rows if _read_entry(recorder, table, plan, row, year)]


def _read_entry(recorder: Recorder, table: Table, plan: _Plan, row: int, year: int) -> bool:
    sheet, places = recorder.sheet, plan.places
    told = sheet.line(row, plan.telling)
    filled = len(plan.telling) - told.count("")
    filled += sum(1 for column in plan.telling if (row, column) in sheet.errors) if sheet.errors else 0
    if filled < _FEWEST_FILLED:
        return False
    entry: dict[str, object] = {f"{name}_cell": sheet.cell(row, place) for name, place in places.items()}
    person = read_person(recorder, table, row) if plan.has_person else {}
    written: dict[str, Value] = dict(zip(places, told, strict=True))
    for column in plan.columns:
        name = column.field
        if name not in places:
            continue
        place, value = places[name], written[name]
        entry[name] = person[name] if name in person else _read_cell(recorder, column, row, place, value, year)
        recorder.role(row, place, text_of(value), entry[name])
        if column.required or column.kind in _KINDS_ON_RECORD:
            known = entry[name] is not None
            recorder.cell(row, place, value, name, column.kind, required=column.required, known=known)
    for name in _SHOWN_TOO & places.keys():
        entry[f"{name}_shown"] = text_of(written[name]) or None
    if isinstance(entry.get("level"), str):
        entry["level"] = int(str(entry["level"]))
    if person and table.form != "register":
        recorder.add("mentions", row, person)
    recorder.add(table.form, row, entry)
    return True


def _read_cell(recorder: Recorder, column: Column, row: int, place: int, value: Value, year: int) -> object:
    read, repair = _by_kind(column, value, year)
    recorder.repair(row, place, value, read, repair)
    return read


def _by_kind(column: Column, value: Value, year: int) -> tuple[str | int | date | None, str]:
    match column.kind:
        case "date":
            read: tuple[str | int | date | None, str] = values.day(value, year)
        case "code":
            read = values.code(value, column.code_list)
        case "time":
            read = values.clock(value)
        case "number":
            read = values.number(value)
        case "village_code":
            read = leading_village_code(shown(value)), ""
        case "area_code":
            read = values.area_code(value), ""
        case "period":
            month = values.period(value)
            read = str(month) if month else None, ""
        case _:
            read = values.text(value)
    return read
