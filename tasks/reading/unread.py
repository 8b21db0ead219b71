"""What stands inside or beside a form's table and is not understood: put on record at its cell, so that it is told."""

from collections.abc import Mapping

from tasks.reading.cells import text_of
from tasks.reading.readings import Recorder
from tasks.reading.roles import Cell, TableRead
from tasks.reading.rows import UNKNOWN

ROW, BESIDE = "row", "beside"
"""Kinds of *cells* (read) that are no column's: a row that is none of the form's, a column without a heading."""

_LOST = "not_understood"


def record_unread(recorder: Recorder, read: TableRead, roles: Mapping[Cell, str]) -> None:
    """Add a row of *cells* for each block that is not understood, at its first cell.

    Rows that follow one another are one block, and so is a column. A cell of the form's own columns is already on
    record.
    """
    table, own = read.table, set(read.table.columns.values())
    before, beside = -1, set()
    for row, cells in table.sheet.filled.items():
        lost = [(column, value) for column, value in cells if roles.get((row, column)) == _LOST]
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
