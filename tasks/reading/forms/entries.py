"""The forms with one row an entry: Rakor dan Ikrar, Laporan Netralitas, Peta Kerawanan, and the inspectorate's own.

Each column is read by its kind of ``columns.csv``; what cannot be read stays missing and its cell is marked unknown.
A column that holds a reporter's name is recognised in order to be left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.denials import OTHER
from data.forms import Column, form_columns
from data.register import leading_village_code
from tasks.reading import values
from tasks.reading.cells import Value, shown, text_of
from tasks.reading.contradictions import is_confirmed
from tasks.reading.denied_fields import denied_fields
from tasks.reading.explained_signs import EXPLAINABLE, ExplainedSigns
from tasks.reading.headings import Table
from tasks.reading.people import read_person
from tasks.reading.placeholders import is_placeholder
from tasks.reading.readings import Recorder

_FEWEST_FILLED = 2
_SHOWN_TOO = frozenset({"violation_code", "attended", "pledge_signed"})
DENIABLE, DENIED = {"attended": "attended", "pledge_signed": "yes_no"}, "TIDAK"
"""The fields whose denial is held against a person, with their code lists, and the code that denies."""

_DENIED_FORMS = ("reports", "vulnerabilities")
_KINDS_ON_RECORD = ("date", "code", "number", "time")


@dataclass(frozen=True)
class _Field:
    """One column of a table: where it stands, how its cells are read, and whether they go on record.

    The entry has what is read under ``name`` and its address under ``cell_name``.
    """

    column: Column
    name: str
    cell_name: str
    place: int
    read: Callable[[Value], tuple[object, str]]
    on_record: bool


@dataclass(frozen=True)
class _Plan:
    """What is read of each row of a table: its fields, where they stand, and whether they name a person."""

    fields: list[_Field]
    places: list[int]
    has_person: bool


def read_entries(recorder: Recorder, table: Table, rows: list[int], year: int, signs: ExplainedSigns) -> list[int]:
    """Read the entries of a table; return the rows that were data (two filled cells beside the number)."""
    plan = _plan(table, year, signs)
    return [row for row in rows if _read_entry(recorder, table, plan, row, signs)]


def _plan(table: Table, year: int, signs: ExplainedSigns) -> _Plan:
    listed = form_columns(table.form, table.arrangement)
    fields = [
        _Field(
            column,
            column.field,
            f"{column.field}_cell",
            table.columns[column.field],
            cell_reader(column, year, signs),
            column.required or column.kind in _KINDS_ON_RECORD,
        )
        for column in listed
        if column.field in table.columns and column.field != "number"
    ]
    has_person = {"name", "identifier"} <= {column.field for column in listed}
    return _Plan(fields, [field.place for field in fields], has_person)


def _read_entry(recorder: Recorder, table: Table, plan: _Plan, row: int, signs: ExplainedSigns) -> bool:
    sheet = recorder.sheet
    told = sheet.line(row, plan.places)
    filled = len(told) - told.count("")
    filled += sum(1 for place in plan.places if (row, place) in sheet.errors) if sheet.errors else 0
    if filled < _FEWEST_FILLED:
        return False
    person = read_person(recorder, table, row) if plan.has_person else {}
    reads = [
        (person[field.name], "") if field.name in person else field.read(value)
        for field, value in zip(plan.fields, told, strict=True)
    ]
    contradicted = _contradicted(table, plan, row, told, reads)
    entry: dict[str, object] = {}
    for field, value, (understood, repair) in zip(plan.fields, told, reads, strict=True):
        name, explained = field.name, contradicted.get(field.name)
        read = None if explained else understood
        if repair and not explained:
            recorder.repair(row, field.place, value, read, repair)
        if read is None and name in EXPLAINABLE:
            explained = explained or signs.told(text_of(value))
        entry[name] = read
        entry[field.cell_name] = sheet.cell(row, field.place)
        if read is None or read == "":
            recorder.role(row, field.place, value, read)
        if field.on_record or explained:
            column, known = field.column, read is not None
            recorder.cell(
                row, field.place, value, name, column.kind, required=column.required, known=known, explained=explained
            )
        if name in _SHOWN_TOO:
            entry[f"{name}_shown"] = text_of(value) or None
    if isinstance(entry.get("level"), str):
        entry["level"] = int(str(entry["level"]))
    if person and table.form != "register":
        recorder.add("mentions", row, person)
    recorder.add(table.form, row, entry)
    return True


def _contradicted(
    table: Table, plan: _Plan, row: int, told: Sequence[Value], reads: Sequence[tuple[object, str]]
) -> dict[str, str]:
    """Return what stands against each field that is not known therefore, and asked (D15, D22, D26, D29)."""
    if table.form == "activities":
        return _contradicted_denials(table, row, {f.name: value for f, value in zip(plan.fields, told, strict=True)})
    if table.form not in _DENIED_FORMS:
        return {}
    written = {field.name: text_of(value) for field, value in zip(plan.fields, told, strict=True)}
    written[OTHER] = "; ".join(_in_other_columns(table, row))
    return denied_fields(table.form, {f.name: read for f, (read, _) in zip(plan.fields, reads, strict=True)}, written)


def _contradicted_denials(table: Table, row: int, written: Mapping[str, Value]) -> dict[str, str]:
    """Return what stands against each TIDAK: any text of the row, or a note of the sheet, that says anything else."""
    denied = [name for name in DENIABLE if values.code(written.get(name, ""), DENIABLE[name])[0] == DENIED]
    if not denied:
        return {}
    represented = text_of(written.get("represented_by", ""))
    beside = [text_of(written.get("remark", "")), *_in_other_columns(table, row)]
    found = {}
    for name in denied:
        against = [text for text in beside if text and not is_confirmed(name, DENIED, text)]
        note = table.doubted.get(name, ("", frozenset()))[0]
        instead = represented if name == "attended" else ""  # who came instead cannot have signed for somebody
        if explained := "; ".join(filter(None, (instead, *against, note))):
            found[name] = explained
    return found


def _in_other_columns(table: Table, row: int) -> list[str]:
    """Return the texts of a row that stand in columns which the form has not, or are attached to its cells."""
    own = table.own_columns
    cells = table.sheet.filled.get(row, [])
    others = [text_of(value) for column, value in cells if column not in own and column > min(own)]
    return [*(text for text in others if text and not is_placeholder(text)), *table.sheet.comments_in(row).values()]


def cell_reader(column: Column, year: int, signs: ExplainedSigns) -> Callable[[Value], tuple[object, str]]:
    """Return how the cells of a column are read: from a value to what it says and why it was mended."""
    if signs.meanings and column.field in EXPLAINABLE:
        return lambda value: signs.read(text_of(value), column.code_list) or values.code(value, column.code_list)
    readers: dict[str, Callable[[Value], tuple[object, str]]] = {
        "date": lambda value: values.day(value, year),
        "code": lambda value: values.code(value, column.code_list),
        "time": values.clock,
        "number": values.number,
        "village_code": lambda value: (leading_village_code(shown(value)), ""),
        "area_code": lambda value: (values.area_code(value), ""),
        "period": lambda value: (_month(value), ""),
    }
    return readers.get(column.kind, values.text)


def _month(value: Value) -> str | None:
    month = values.period(value)
    return str(month) if month else None
