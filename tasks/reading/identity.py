"""The Identitas block: a label in one cell, its value in the next filled cell to the right (or behind a colon).

The block may stand on a sheet of its own or above a table. "Bulan" and "Tahun" together also name the period.
"""

from collections import Counter
from dataclasses import dataclass

from data.calendar import Period
from data.forms import heading_fields, key_of_heading, nil_fields
from data.register import leading_village_code
from tasks.reading import values
from tasks.reading.cells import Sheet, Value, address, text_of
from tasks.reading.months import month_of
from tasks.reading.readings import Readings, Recorder
from tasks.reading.work_patterns import work_pattern

_TELLING = {"village_code", "period", "month"}
_FORM, _NO_TABLE = "identity", -1


@dataclass(frozen=True)
class Labelled:
    """A label's cell and its value's cell; coordinates are 0-based."""

    row: int
    label_column: int
    value_column: int
    value: Value


def labels(sheet: Sheet, rows: list[int], form: str = _FORM) -> dict[str, Labelled]:
    """Return the labels of a form found in the given rows of a sheet, the first of each kind."""
    accepted = heading_fields(form, "labels")
    found: dict[str, Labelled] = {}
    for row in rows:
        for column, value in sheet.filled[row]:
            if not isinstance(value, str):
                continue
            label, colon, rest = value.partition(":")
            name = accepted.get(key_of_heading(label))
            if name and name not in found:
                behind = rest.strip() if colon else ""
                found[name] = Labelled(row, column, column, behind) if behind else _next(sheet, row, column, accepted)
    return _with_value_column(found)


def read_identity(
    readings: Readings, file: str, sheet: Sheet, found: dict[str, Labelled], year: int, *, beside_a_table: bool
) -> None:
    """Add one row of *identities* when the labels say whose file it is, for when, or that nothing is to report."""
    nil = tuple(nil_fields().values())
    if not found.keys() & {*_TELLING, *nil}:
        return
    period = stated_period(found, year)
    code = found.get("village_code")
    row: dict[str, object] = {
        "file": file,
        "sheet": sheet.name,
        "stated_code": leading_village_code(text_of(code.value)) if code else None,
        "stated_code_shown": _shown(found, "village_code"),
        "stated_name": _shown(found, "village_name"),
        "stated_period": str(period) if period else None,
        "stated_period_shown": _shown(found, "period") or _shown(found, "month"),
        "compiler_name": _shown(found, "compiler_name"),
        "code_cell": _cell(found, "village_code"),
        "name_cell": _cell(found, "village_name"),
        "beside_a_table": beside_a_table,
        "period_cell": _cell(found, "period") or _cell(found, "month"),
    }
    repairs = {"village_code": "separators" if code and row["stated_code"] != row["stated_code_shown"] else ""}
    for name in nil:
        row[name], repairs[name] = values.code(found[name].value, "yes_no") if name in found else (None, "")
    if "work_pattern" in found:
        row["work_pattern"], repairs["work_pattern"] = work_pattern(found["work_pattern"].value, period)
    for name in ("work_pattern", *nil):
        row[f"{name}_shown"] = _shown(found, name)
        row[f"{name}_cell"] = _cell(found, name)
    if "sent_date" in found:
        row["sent_date"], repairs["sent_date"] = values.day(found["sent_date"].value, year)
    readings.add("identities", row)
    recorder = Recorder(readings, file, sheet, _FORM, _NO_TABLE)
    for name, reason in repairs.items():
        read = row["stated_code" if name == "village_code" else name]
        if read is not None:
            recorder.repair(found[name].row, found[name].value_column, found[name].value, read, reason)


def read_cover(readings: Readings, file: str, sheet: Sheet, rows: list[int]) -> None:
    """Add one row of *covers* when the labels are those of an audit workbook's cover."""
    found = labels(sheet, rows, "audit_cover")
    if {"area_code", "audit_id"} <= found.keys():
        code = values.area_code(text_of(found["area_code"].value).partition(" ")[0])
        readings.add(
            "covers",
            {"file": file, "sheet": sheet.name, "area_code": code, "cell": _cell(found, "area_code")},
        )


def stated_period(found: dict[str, Labelled], year: int) -> Period | None:
    """Return the period that labels state, by ``Periode`` or by ``Bulan`` and ``Tahun``."""
    label = found.get("period") or found.get("month")
    if label is None:
        return None
    read = values.period(label.value)
    month = None if read else month_of(label.value, year)
    if month is None:
        return read
    stated = month.year or (values.number(found["year"].value)[0] if "year" in found else None)
    return Period(stated, month.month) if stated else None


def _next(sheet: Sheet, row: int, column: int, accepted: dict[str, str]) -> Labelled:
    for place, value in sheet.filled[row]:
        if place <= column or (isinstance(value, str) and value.strip() in {"", ":"}):
            continue
        if isinstance(value, str) and accepted.get(key_of_heading(value.partition(":")[0])):
            break
        return Labelled(row, column, place, value)
    return Labelled(row, column, -1, "")


def _with_value_column(found: dict[str, Labelled]) -> dict[str, Labelled]:
    """Give blank values the column in which the other values of the block stand, so that a message can name a cell."""
    used = Counter(label.value_column - label.label_column for label in found.values() if label.value_column >= 0)
    usual = used.most_common(1)[0][0] if used else 1
    return {
        name: label
        if label.value_column >= 0
        else Labelled(label.row, label.label_column, label.label_column + usual, "")
        for name, label in found.items()
    }


def _shown(found: dict[str, Labelled], name: str) -> str | None:
    return (text_of(found[name].value) or None) if name in found else None


def _cell(found: dict[str, Labelled], name: str) -> str | None:
    return address(found[name].row, found[name].value_column) if name in found else None
