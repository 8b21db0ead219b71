"""Which rows of a table are data: totals, numbering rows, legends and signature blocks are never read as people."""

import itertools
import re
from functools import cache, lru_cache

from data.names import key, plain
from data.reference import records
from tasks.reading.cells import Sheet, Value
from tasks.reading.headings import Table

_PLACE_AND_DATE = re.compile(r"\A([A-Za-z .'-]+), *[0-9.…_ ]{0,6} *[A-Za-z]{3,9} +20[0-9]{2}\Z")
_LONGEST_MARK = 60
_NUMBERING_ROWS = 2  # a numbering row stands right under the headings
_SIGNATURE_CELLS = 4  # a signature block has a few columns; a row with more is an entry that mentions such a word


def data_rows(sheet: Sheet, table: Table) -> list[int]:
    """Return the 0-based rows below the headings that may hold data; nothing after a signature block."""
    rows = []
    for row in sheet.row_numbers:
        if row < table.first_row:
            continue
        if row > table.last_row:
            break
        cells = sheet.filled.get(row, [])
        mark = _row_mark(cells)
        if mark == "signature":
            break
        first = row < table.first_row + _NUMBERING_ROWS
        if mark or (first and _is_numbering(sheet, row, table)):
            continue
        rows.append(row)
    return rows


def _row_mark(cells: list[tuple[int, Value]]) -> str:
    signs = len(cells) <= _SIGNATURE_CELLS
    for place, (_, value) in enumerate(cells[: len(cells) if signs else 1]):
        kind = _mark(value) if isinstance(value, str) and len(value) <= _LONGEST_MARK else ""
        if (kind == "signature" and signs) or (kind and kind != "signature" and place == 0):
            return kind
    return ""


@cache
def _marks() -> tuple[tuple[str, str], ...]:
    return tuple((key(row["mark"]), row["kind"]) for row in records("row_marks"))


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(key(row["name"]) for row in records("weekdays"))


@lru_cache(maxsize=20_000)
def _mark(value: str) -> str:
    """Return the kind of row that a text announces: total, legend, signature, or ``""``."""
    begin = key(value.split(":", maxsplit=1)[0].split("=", maxsplit=1)[0])
    for mark, kind in _marks():
        if begin == mark or (kind != "total" and ":" in value and begin.startswith(mark)):
            return kind
        if kind == "total" and begin.startswith(mark) and len(begin) < len(mark) + 20 and begin != mark:
            return kind if not begin[len(mark)].isalpha() or " " in plain(value) else ""
    place = _PLACE_AND_DATE.match(plain(value))
    return "signature" if place and key(place[1]) not in _weekdays() else ""


def _is_numbering(sheet: Sheet, row: int, table: Table) -> bool:
    """Tell whether the row only numbers the columns: 1 2 3 … (also as text, also in brackets)."""
    numbers = []
    for column in sorted(table.columns.values()):
        value = sheet.value(row, column)
        written = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip("() ")
        if not written:
            continue
        if not (written.isascii() and written.isdigit() and len(written) < 4):
            return False
        numbers.append(int(written))
    return len(numbers) > 2 and all(b - a == 1 for a, b in itertools.pairwise(numbers))
