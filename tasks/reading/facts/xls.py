"""AuditContext of .xls sheets: the records of the stream ``Workbook`` ([MS-XLS] 2.4), or ``Book`` of Excel 5 and 95."""

import struct
from collections.abc import Iterator

from data.errors import UnreadableFile
from data.reference import limit
from tasks.reading.facts.sheet_facts import SheetFacts, refuse_wide_area

_EOF, _LOCK, _SHEET, _DIMENSIONS = 0x000A, 0x002F, 0x0085, 0x0200
_ROW, _COLUMNS, _ERROR, _FORMULA, _NUMBERS = 0x0208, 0x007D, 0x0205, 0x0006, 0x00BD
_FILLED = {0x0006, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, 0x00BD}
_ROW_HIDDEN = 0x20
_WIDE_TEXT = 1
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def xls_facts(stream: bytes) -> dict[str, SheetFacts]:
    """Return the facts of every sheet by its name.

    Raises ``UnreadableFile`` when the stream is locked with a password, or a sheet is over the limits.
    """
    starts = {}
    for kind, data in _records(stream, 0):
        if kind == _LOCK:
            raise UnreadableFile("password")
        if kind == _SHEET and len(data) > 8:
            starts[_name(data)] = struct.unpack_from("<I", data)[0]
    return {name: _facts(stream, start) for name, start in starts.items()}


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    while start + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, start)
        yield kind, stream[start + 4 : start + 4 + size]
        if kind == _EOF:
            return
        start += 4 + size


def _name(data: bytes) -> str:
    """Return a sheet's name; Excel 95 writes no flags and one byte a character."""
    length = data[6]
    if len(data) == 7 + length:
        return data[7:].decode("latin-1")
    if data[7] & _WIDE_TEXT:
        return data[8 : 8 + 2 * length].decode("utf-16-le", "replace")
    return data[8 : 8 + length].decode("latin-1")


def _facts(stream: bytes, start: int) -> SheetFacts:
    facts = SheetFacts()
    rows: set[int] = set()
    columns: set[int] = set()
    filled = 0
    for kind, data in _records(stream, start):
        if kind in _FILLED and len(data) >= 4:
            row, column = struct.unpack_from("<HH", data)
            rows.add(row)
            columns.add(column)
            filled += 1
            if kind == _NUMBERS:
                last = struct.unpack_from("<H", data, len(data) - 2)[0]
                columns.add(last)
                filled += max(0, last - column)
            error = _error(kind, data)
            if error:
                facts.errors[row, column] = error
            if filled > limit("filled_cells"):
                raise UnreadableFile("too_many_cells")
        elif kind == _DIMENSIONS and len(data) >= 12:
            first_row, end_row, first_column, end_column = struct.unpack_from("<IIHH", data)
            refuse_wide_area((first_row, end_row), (first_column, end_column))
        elif kind == _ROW and len(data) >= 14:
            row, flags = struct.unpack_from("<H10xH", data)
            if flags & _ROW_HIDDEN:
                facts.hidden_rows.add(row)
        elif kind == _COLUMNS and len(data) >= 10:
            first, last, flags = struct.unpack_from("<HH4xH", data)
            if flags & 1:
                facts.hidden_columns.update(range(first, last + 1))
    refuse_wide_area(rows, columns)
    return facts


def _error(kind: int, data: bytes) -> str:
    code = -1
    if kind == _ERROR and len(data) >= 8 and data[7]:
        code = data[6]
    elif kind == _FORMULA and len(data) >= 14 and data[12:14] == b"\xff\xff" and data[6] == 2:
        code = data[8]
    return _ERRORS.get(code, "#N/A") if code >= 0 else ""
