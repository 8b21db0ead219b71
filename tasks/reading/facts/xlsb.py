"""AuditContext of .xlsb sheets: the records of their binary parts ([MS-XLSB] 2.1.4 and 2.3.1)."""

import struct
from collections.abc import Iterator

from data.errors import UnreadableFile
from data.reference import limit
from tasks.reading.facts.sheet_facts import SheetFacts, refuse_wide_area
from tasks.reading.package import Package

_ROW, _BLANK, _CELL_ERROR, _FORMULA_ERROR, _LAST_CELL = 0, 1, 3, 11, 11
_COLUMNS, _SHEET, _MERGED = 60, 156, 176
_ROW_HIDDEN = 0x10
_WIDEST = 16384
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def xlsb_facts(package: Package, main: str) -> dict[str, SheetFacts]:
    """Return the facts of every sheet by its name; ``main`` is the part that lists the sheets.

    Raises ``UnreadableFile`` when the records are damaged or a sheet is over the limits.
    """
    relations = package.relations(main)
    facts = {}
    try:
        for kind, data in _records(package.read(main)):
            if kind == _SHEET:
                relation, end = _text(data, 8)
                name, _ = _text(data, end)
                _, part = relations.get(relation, ("", ""))
                if part in package:
                    facts[name] = _facts(package.read(part))
    except (struct.error, IndexError) as damage:
        raise UnreadableFile("damaged") from damage
    return facts


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and data of each record: its kind takes one or two bytes, its size up to four, seven bits in each."""
    place = 0
    while place < len(part):
        kind = part[place]
        place += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (part[place] & 0x7F) << 7
            place += 1
        size = 0
        for shift in (0, 7, 14, 21):
            byte = part[place]
            place += 1
            size |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        yield kind, part[place : place + size]
        place += size


def _text(data: bytes, start: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", data, start)
    end = start + 4 + 2 * length
    return data[start + 4 : end].decode("utf-16-le", "replace"), end


def _facts(part: bytes) -> SheetFacts:
    facts = SheetFacts()
    rows: set[int] = set()
    columns: set[int] = set()
    row = filled = 0
    for kind, data in _records(part):
        if kind == _ROW:
            row, flags = struct.unpack_from("<I7xB", data)
            if flags & _ROW_HIDDEN:
                facts.hidden_rows.add(row)
        elif _BLANK < kind <= _LAST_CELL:
            (column,) = struct.unpack_from("<I", data)
            rows.add(row)
            columns.add(column)
            filled += 1
            if kind in (_CELL_ERROR, _FORMULA_ERROR):
                facts.errors[row, column] = _ERRORS.get(data[8], "#N/A")
            if filled > limit("filled_cells"):
                raise UnreadableFile("too_many_cells")
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", data)
            facts.merged.append((top, left, bottom, right))
        elif kind == _COLUMNS:
            first, last, flags = struct.unpack_from("<II8xH", data)
            if flags & 1:
                facts.hidden_columns.update(range(first, min(last + 1, _WIDEST)))
    refuse_wide_area(rows, columns)
    return facts
