"""Reading who a row is about: name, identifier, position and one status or two, the same in every form."""

from tasks.reading import values
from tasks.reading.cells import text_of
from tasks.reading.headings import Table
from tasks.reading.readings import Recorder

_STATUSES = ("category", "second_category")
_CELLS = {name: f"{name}_cell" for name in ("name", "identifier", "position", *_STATUSES)}


def read_person(recorder: Recorder, table: Table, row: int) -> dict[str, object]:
    """Return what a data row says of its person for *mentions*, with its cells, and put its mends on record."""
    sheet, columns = recorder.sheet, table.columns
    person: dict[str, object] = {"identifier_damaged": False}
    person |= {cell: sheet.cell(row, columns[name]) for name, cell in _CELLS.items() if name in columns}
    if "name" in columns:
        person["name"] = recorder.text(row, columns["name"])
    if "identifier" in columns:
        value = sheet.value(row, columns["identifier"])
        identifier, repair, damaged = values.identifier(value)
        person |= {
            "identifier_shown": text_of(value) or None,
            "identifier": identifier,
            "identifier_damaged": damaged,
        }
        if repair:
            recorder.repair(row, columns["identifier"], value, identifier, repair)
    if "position" in columns:
        person["position"] = recorder.text(row, columns["position"])
    for name in _STATUSES:
        if name in columns:
            value = sheet.value(row, columns[name])
            person[name], repair = values.code(value, "category")
            recorder.repair(row, columns[name], value, person[name], repair)
    return person
