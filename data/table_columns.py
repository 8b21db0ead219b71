"""The columns of every table that passes between the stages: ``tables.csv``. The reader's workers spare pandas here."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from data.reference import Filled, load


@dataclass(frozen=True)
class TableColumn:
    """One row of ``tables.csv``: a column of a stage's table, its pandas type, and what it holds."""

    table: Filled
    stage: Literal["read", "memory", "judge", "result"]
    column: Filled
    dtype: Literal["Int64", "bool", "datetime64[s]", "float64", "str"]
    description: str


@cache
def stage_columns(stage: str) -> tuple[TableColumn, ...]:
    """Return the columns of all tables of a stage, in order."""
    return tuple(row for row in load("tables", TableColumn) if row.stage == stage)
