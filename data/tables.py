"""The tables that pass between the stages: their columns and types, as ``reference/tables.csv`` lists them.

Four stages have tables: *read* (what the sheets say), *memory* (what the ledger knows of earlier audits), *judge*
(what the rules look at; each bears the common columns first) and *result* (what is published).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, ClassVar, Self

import pandas as pd

from data.errors import SchemaError
from data.table_columns import stage_columns


@cache
def columns(table: str, stage: str) -> dict[str, str]:
    """Return the columns of a table in order, each with its pandas type."""
    listed = stage_columns(stage)
    own: dict[str, str] = {row.column: row.dtype for row in listed if row.table == table}
    if not own:
        raise SchemaError(f"tables.csv lists no table {table!r} for stage {stage!r}")
    common: dict[str, str] = {row.column: row.dtype for row in listed if row.table == "common"}
    return common | own


def frame(table: str, stage: str, rows: Iterable[Mapping[str, object]] = ()) -> pd.DataFrame:
    """Build a table from dictionaries; what a dictionary leaves out is missing (``False`` for ``bool``)."""
    return conform(pd.DataFrame(list(rows)), table, stage)


@dataclass(frozen=True, eq=False)
class StageTables:
    """Tables of one stage, each an attribute of the table's name in ``tables.csv``."""

    stage: ClassVar[str]

    @classmethod
    def empty(cls) -> Self:
        """Return the tables without rows, such as the history of an audit that has none."""
        return cls(**{each.name: frame(each.name, cls.stage) for each in fields(cls)})

    def by_name(self) -> dict[str, pd.DataFrame]:
        """Return the tables by their names, in order."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def each(self, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Self:
        """Return the tables, each as ``change`` gives it back."""
        return replace(self, **{name: change(rows) for name, rows in self.by_name().items()})


def conform(rows: pd.DataFrame, table: str, stage: str) -> pd.DataFrame:
    """Return ``rows`` with exactly the table's columns, order and types, and a fresh row key.

    Raises ``SchemaError`` when a column is unknown or a value does not fit its type.
    """
    wanted = columns(table, stage)
    unknown = set(rows.columns) - set(wanted)
    if unknown:
        raise SchemaError(f"{table}: unknown columns {sorted(unknown)}")
    shaped = rows.reindex(columns=list(wanted)).reset_index(drop=True)
    for column, dtype in wanted.items():
        if str(shaped[column].dtype) == dtype:
            continue
        try:
            shaped[column] = _cast(shaped[column], dtype)
        except (TypeError, ValueError) as error:
            raise SchemaError(f"{table}.{column} is not {dtype}: {error}") from error
    return shaped


def project(rows: pd.DataFrame, table: str, stage: str) -> pd.DataFrame:
    """Return ``rows`` as the table, columns that it does not have left out."""
    return conform(rows[rows.columns.intersection(list(columns(table, stage)))], table, stage)


def _cast(values: Any, dtype: str) -> Any:
    if dtype == "bool":
        return values.where(values.notna(), other=False).astype("bool")
    if dtype.startswith("datetime64"):
        return pd.to_datetime(values).astype(dtype)
    return values.astype(dtype)
