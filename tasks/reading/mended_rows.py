"""The rows of a sheet as its readers need them, while they are mended; the sheet itself stays as it was written."""

from collections.abc import Callable
from dataclasses import replace

from tasks.reading.cells import Sheet, Value
from tasks.reading.headings import Table

Cell = tuple[int, int]
Repair = Callable[[int, int, Value, object, str], None]
"""Puts a mend on record: row, column, value before, value after, reason."""


class MendedRows:
    """The rows of a sheet, each copied before it is changed."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._rows = list(sheet.rows)
        self.changed: set[int] = set()
        self.elsewhere: dict[int, tuple[int | None, int]] = {}
        self.moved: dict[Cell, Cell] = {}

    def value(self, row: int, column: int) -> Value:
        line = self._rows[row - self._sheet.top]
        place = column - self._sheet.left
        return line[place] if place < len(line) else ""

    def set(self, row: int, column: int, value: Value) -> None:
        if row not in self.changed:
            self.changed.add(row)
            self._rows[row - self._sheet.top] = list(self._rows[row - self._sheet.top])
        line = self._rows[row - self._sheet.top]
        line.extend([""] * (column - self._sheet.left + 1 - len(line)))
        line[column - self._sheet.left] = value

    def widen(self, first: int, last: int, column: int) -> None:
        """Let every row of a table have a cell in a column beyond the sheet."""
        for row in range(first, last + 1):
            self.set(row, column, "")

    def fill(self, table: Table, column: int, value: Value) -> None:
        """Write one value into a column beyond the sheet for every filled row of a table; blank rows get a blank."""
        for row in range(table.first_row, min(table.last_row, self._sheet.last_row) + 1):
            self.set(row, column, value if row in self._sheet.filled else "")

    def sheet(self) -> Sheet:
        filled = dict(self._sheet.filled)
        for row in sorted(self.changed):
            line = self._rows[row - self._sheet.top]
            cells = [(column, value) for column, value in enumerate(line, start=self._sheet.left) if value != ""]
            filled.pop(row, None)
            if cells:
                filled[row] = cells
        elsewhere = self._sheet.elsewhere | self.elsewhere
        filled = dict(sorted(filled.items()))
        return replace(self._sheet, rows=self._rows, filled=filled, elsewhere=elsewhere, moved=self.moved)
