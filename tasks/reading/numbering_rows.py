"""The row under the headings that only numbers the columns."""

import itertools

from tasks.reading.cells import Sheet
from tasks.reading.headings import Table

_ROWS = 2  # a numbering row stands right under the headings


def is_numbering(sheet: Sheet, row: int, table: Table) -> bool:
    """Tell whether a row only numbers the columns: 1 2 3 … (also as text, also in brackets)."""
    if not table.first_row <= row < table.first_row + _ROWS:
        return False
    numbers = []
    for column in sorted(table.own_columns):
        value = sheet.value(row, column)
        written = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip("() ")
        if not written:
            continue
        if not (written.isascii() and written.isdigit() and len(written) < 4):
            return False
        numbers.append(int(written))
    return len(numbers) > 2 and all(b - a == 1 for a, b in itertools.pairwise(numbers))
