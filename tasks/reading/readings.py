"""What the reader gathers: rows of the *read* tables of ``tables.csv``, as plain tuples until all files are read."""

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass, field
from functools import cache, cached_property

from data.table_columns import stage_columns
from tasks.reading import values
from tasks.reading.cells import Sheet, Value, shown, text_of
from tasks.reading.roles import Cell, TableRead
from tasks.reading.rows import UNKNOWN

PLACE = ("file", "sheet", "form", "table_number", "row")
"""Where a form's row stands: the first columns of every table whose rows a form gives."""

Place = tuple[str, str, str, int, int]

ROW, BESIDE = "row", "beside"
"""Kinds of *cells* (read) that are no column's: a row that is none of the form's, a column without a heading."""

COMMENT = "comment"
"""The kind of *cells* (read) that hold no value: a text that is attached to a cell."""

UNKNOWN_HEADING, NO_COLUMN = "heading", "no_column"
"""Kinds of *cells* (read) whose fields, joined by ``JOINT``, have no column: one may be there under another heading."""

_BOUND = 2**63
_STOPPED = {"unreadable": "stopped_reader"}


@cache
def read_columns(table: str) -> tuple[str, ...]:
    """Return the columns of a read table in order."""
    return tuple(row.column for row in stage_columns("read") if row.table == table)


@dataclass
class Readings:
    """Rows by table name; a row is a tuple in the order of ``read_columns``."""

    rows: dict[str, list[tuple[object, ...]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, table: str, row: dict[str, object]) -> None:
        """Add one row given by column; columns left out are missing."""
        self.rows[table].append(tuple(map(row.get, read_columns(table))))

    def mark(self) -> dict[str, int]:
        """Return how many rows there are by now, for ``rewind``."""
        return {table: len(rows) for table, rows in self.rows.items()}

    def has_boundless_number(self) -> bool:
        """Tell whether a whole number is in the rows that no table holds (64 bits)."""
        values = (value for rows in self.rows.values() for row in rows for value in row)
        return any(type(value) is int and not -_BOUND <= value < _BOUND for value in values)

    def unreadable(self) -> "Readings":
        """Return what is on record of the same file when it cannot be read."""
        refused = Readings()
        for row in self.rows["opened"]:
            refused.add("opened", {"file": dict(zip(read_columns("opened"), row, strict=True))["file"], **_STOPPED})
        return refused

    def rewind(self, mark: dict[str, int]) -> None:
        """Forget everything that was added since the mark: half a file is no file."""
        for table, rows in self.rows.items():
            del rows[mark.get(table, 0) :]


@dataclass(frozen=True)
class Recorder:
    """Records the rows, the mends and the needed cells of one form table on one sheet.

    ``table_number`` counts the form tables of a file from 0. ``roles`` holds the cells of entries whose text is no
    value after all, by 0-based (row, column): no_value or not_understood.
    """

    readings: Readings
    file: str
    sheet: Sheet
    form: str
    table_number: int
    roles: dict[tuple[int, int], str] = field(default_factory=dict)

    def place(self, row: int) -> Place:
        """Return where a row (0-based) stands, as the columns ``PLACE`` say it."""
        return *self._table, row + 1

    @cached_property
    def _table(self) -> tuple[str, str, str, int]:
        """The columns of ``PLACE`` but the row: the same for all that a table gives."""
        return self.file, self.sheet.name, self.form, self.table_number

    def add(self, table: str, row: int, values: dict[str, object]) -> None:
        """Add what stands in a row to a table, with its place."""
        columns = read_columns(table)[len(PLACE) :]
        self.readings.rows[table].append((*self.place(row), *map(values.get, columns)))

    def repair(self, row: int, column: int, before: Value, after: object, reason: str) -> None:
        """Put a mend on record; ``""`` as reason means that nothing was mended."""
        if reason:
            place = self.sheet.cell(row, column)
            entry = (self.file, self.sheet.name, place, shown(before), str(after), reason)
            self.readings.rows["repairs"].append(entry)

    def role(self, row: int, column: int, value: Value, read: object) -> None:
        """Put on record that a cell's text was not understood (``read`` is None), or stands for no value (``""``)."""
        if (read is None or read == "") and text_of(value):
            place = self.sheet.moved.get((row, column), (row, column))
            self.roles[place] = "not_understood" if read is None else "no_value"

    def text(self, row: int, column: int | None) -> str | None:
        """Return a cell's free text, its mends on record; None where there is no such column."""
        if column is None:
            return None
        value = self.sheet.value(row, column)
        read, repair = values.text(value)
        if repair:
            self.repair(row, column, value, read or "", repair)
        return read

    def cell(
        self,
        row: int,
        column: int,
        value: Value,
        field_name: str,
        kind: str,
        *,
        required: bool,
        known: bool,
        explained: str | None = None,
    ) -> None:
        """Put a cell that the form needs on record, with its value, the error in it and what is told against it."""
        errors = self.sheet.errors
        error = errors.get((row, column)) if errors else None
        written = text_of(value) or error
        place = self.sheet.cell(row, column)
        entry = (*self._table, row + 1, field_name, place, kind, required, written or None, known, error, explained)
        self.readings.rows["cells"].append(entry)

    def asked(self, row: int, column: int, written: str, fields: str, kind: str) -> None:
        """Put on record that fields without a column are asked about at a heading's cell."""
        place = self.sheet.cell(row, column)
        entry = (*self.place(row), fields, place, kind, False, written or None, False, None, None)
        self.readings.rows["cells"].append(entry)


def record_unread(recorder: Recorder, read: TableRead, lost_cells: Set[Cell]) -> None:
    """Add a row of *cells* for each block of ``lost_cells``, those of the sheet that are not understood, at its first.

    Rows that follow one another are one block, and so is a column. A cell of the form's own columns is already on
    record.
    """
    if not lost_cells:
        return
    table, own = read.table, read.table.own_columns
    before, beside = -1, set()
    for row, cells in table.sheet.filled.items():
        lost = [(column, value) for column, value in cells if (row, column) in lost_cells]
        if not table.first_row <= row <= table.last_row or not lost:
            continue
        if read.kinds.get(row) == UNKNOWN:
            if before != row - 1:
                recorder.cell(row, *lost[0], ROW, ROW, required=False, known=False)
            before = row
            continue
        for column, value in lost:
            if column not in own and column not in beside and text_of(value):
                recorder.cell(row, column, value, BESIDE, BESIDE, required=False, known=False)
                beside.add(column)
