"""The reference tables: facts with a source, as CSV in two layers, read once a process.

The product's layer is ``data/reference``; an installation's is ``NETRALITAS_HOME/referensi``, whose files have the
same columns as the product's table of that name and add rows or replace rows by key. ``reference_tables.csv`` says
for each table its key, whether an installation may change it, and whether it can change an audit's result.

The reader's worker processes read these too, so pandas is imported only by who asks for a frame.
"""

import csv
import hashlib
import json
import os
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, cast

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from data.errors import InternalError

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd
    from _typeshed import DataclassInstance

REFERENCE = Path(__file__).parent / "reference"
LOCAL_FOLDER = "referensi"
"""Folder of an installation's own tables inside its home."""

Row = dict[str, str]
RowModel = TypeVar("RowModel")

Filled = Annotated[str, Field(min_length=1)]
"""A text that must stand there."""

WholeNumber = Annotated[int | None, BeforeValidator(lambda value: value or None)]
"""A whole number, or None where the field is blank."""

Day = Annotated[date | None, BeforeValidator(lambda value: value or None)]
"""A day as YYYY-MM-DD, or None where the field is blank."""

Words = Annotated[tuple[str, ...], BeforeValidator(str.split)]
"""Words of one field, separated by spaces."""

Colour = Annotated[str, Field(pattern="^([0-9A-F]{6})?$")]
"""Red, green and blue in hex, or blank for none."""

Verified = Literal["law_text", "press", "unverified", "own"]
"""How a legal basis was checked: in the law's own text, in the press, not yet; ``own``: no law but this product's."""

_DTYPES = {
    date: "datetime64[s]",
    Day: "datetime64[s]",
    int: "int64",
    WholeNumber: "Int64",
    float: "float64",
    bool: "bool",
}
"""pandas' type for each type of a model's field that is more than text."""


@dataclass(frozen=True)
class ReferenceTable:
    """One row of ``reference_tables.csv``: a table's key, may an installation change it, does it change a result."""

    table: Filled
    key: Words
    local: bool
    result: bool


@dataclass(frozen=True)
class Limit:
    """One row of ``limits.csv``: a number, its unit, may an installation change it, and where it comes from."""

    limit: Filled
    value: float
    unit: Filled
    local: bool
    source: Filled
    verified: Verified = "own"
    valid_from: Day = None
    valid_until: Day = None


@cache
def records(name: str) -> tuple[Row, ...]:
    """Return the rows of a table as the text that they are, an installation's own merged in; for ``load`` and tests.

    Raises ``InternalError`` for a table that ``reference_tables.csv`` does not name.
    """
    rows = read_rows(REFERENCE / f"{name}.csv")
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise InternalError(f"{name}.csv, row {number}: not as many fields as columns")
    local = local_folder() / f"{name}.csv"
    if name == "reference_tables" or not local.is_file() or not may_be_local(name):
        return rows
    key = table_key(name)
    merged = {tuple(row[column] for column in key): row for row in rows}
    merged |= {tuple(row[column] for column in key): row for row in read_rows(local)}
    return tuple(merged.values())


def load(name: str, model: type[RowModel]) -> tuple[RowModel, ...]:
    """Return the rows of a table as values of a small frozen model whose fields are columns of the table.

    Raises ``InternalError`` that names table, row and column of every wrong or missing cell.
    """
    rows: tuple[RowModel, ...] = _loaded(name, cast("Hashable", model))
    return rows


@cache
def _loaded(name: str, model: Any) -> tuple[Any, ...]:
    try:
        return typed_rows(model, records(name))
    except ValidationError as error:
        wrong = "; ".join(
            f"{name}.csv, row {int(fault['loc'][0]) + 2}, column {'.'.join(map(str, fault['loc'][1:]))}: {fault['msg']}"
            for fault in error.errors()
        )
        raise InternalError(wrong) from error


def typed_rows(model: type[RowModel], rows: tuple[Row, ...]) -> tuple[RowModel, ...]:
    """Return rows as values of a model; raises pydantic's ``ValidationError`` (location: row from 0, column)."""
    adapter: TypeAdapter[tuple[RowModel, ...]] = TypeAdapter(tuple[model, ...])  # type: ignore[valid-type]  # made here
    return adapter.validate_python(rows)


def only(name: str, model: type[RowModel], /, **key: object) -> RowModel:
    """Return the one row of a table whose columns hold these values.

    Raises ``InternalError`` that names table and key where there is no such row, or more than one.
    """
    found = [row for row in load(name, model) if all(getattr(row, column) == value for column, value in key.items())]
    if len(found) != 1:
        told = ", ".join(f"{column} = {value!r}" for column, value in key.items())
        raise InternalError(f"{name}.csv: {len(found)} rows with {told}, where one must be")
    return found[0]


def reference(name: str, model: "type[DataclassInstance]") -> "pd.DataFrame":
    """Return a table as a frame: a column for each field of the model, of its type, a blank field missing.

    It is shared, so copy before changing. Fails like ``load``.
    """
    table: pd.DataFrame = _framed(name, cast("Hashable", model))
    return table


@cache
def _framed(name: str, model: Any) -> "pd.DataFrame":
    import pandas as pd  # noqa: PLC0415

    rows = load(name, model)
    columns = {}
    for field in fields(model):
        dtype: Any = _DTYPES.get(field.type, "str")
        values = pd.Series([getattr(row, field.name) for row in rows], dtype="object")
        columns[field.name] = (values.replace("", None) if dtype == "str" else values).astype(dtype)
    return pd.DataFrame(columns)


@cache
def limit(name: str) -> float:
    """Return one number of ``limits.csv``; its unit and source stand beside it there."""
    return only("limits", Limit, limit=name).value


@cache
def result_version() -> str:
    """Return the first 12 hex digits of a hash over every table that can change an audit's result, both layers."""
    tables = {each.table: records(each.table) for each in reference_tables() if each.result}
    return hashlib.sha256(json.dumps(tables, sort_keys=True).encode()).hexdigest()[:12]


def table_key(name: str) -> tuple[str, ...]:
    """Return the columns that together name a row of a table."""
    return _table(name).key


def may_be_local(name: str) -> bool:
    """Tell whether an installation may add and replace rows of a table."""
    return _table(name).local


def local_folder() -> Path:
    """Return the folder of this installation's own tables, which need not exist."""
    return Path(os.environ.get("NETRALITAS_HOME", "var")) / LOCAL_FOLDER


def columns_of(name: str) -> tuple[str, ...]:
    """Return the columns of one of the product's tables in order."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return tuple(next(csv.reader(lines)))


def read_rows(path: Path) -> tuple[Row, ...]:
    """Return the lines of a CSV file as dictionaries by its headings; a line of another length keeps ``None`` in it."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return tuple(csv.DictReader(lines))


def reference_tables() -> tuple[ReferenceTable, ...]:
    """Return every table with its key and what it may change."""
    return load("reference_tables", ReferenceTable)


def _table(name: str) -> ReferenceTable:
    for each in reference_tables():
        if each.table == name:
            return each
    raise InternalError(f"reference_tables.csv names no table {name!r}")
