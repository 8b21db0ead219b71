"""The tables as files: CSV for people and scripts, parquet for the person-days."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.indicators import Decimals
from data.reference import load
from tasks.scoring.results import Results

CSV_TABLES = (
    "villages",
    "findings",
    "submissions",
    "officials",
    "cases",
    "coincidences",
    "vulnerabilities",
    "repairs",
    "results",
)

PARTNERS_TABLES = ("tps",)
"""Tables that are there only where a partner's file fills them."""

_BEGINS_A_FORMULA = "=+-@\t"


def write_tables(results: Results, folder: Path) -> None:
    """Write ``<table>.csv`` for each of ``CSV_TABLES`` and each of ``PARTNERS_TABLES`` that has rows.

    The person-days are ``attendance.parquet``. In: the *result* tables. Rows are sorted by their columns from left to
    right, of which the first are the key. ``findings.csv`` holds also the findings resolved since an earlier audit.
    """
    folder.mkdir(parents=True, exist_ok=True)
    told = results.by_name() | {"findings": pd.concat([results.findings, results.resolved], ignore_index=True)}
    for name in (*CSV_TABLES, *(name for name in PARTNERS_TABLES if not told[name].empty)):
        write_csv(name, told[name], folder / f"{name}.csv")
    write_parquet(results.person_days, folder / "attendance.parquet")


def write_csv(name: str, table: pd.DataFrame, path: Path) -> None:
    """Write one table: UTF-8, comma, header, ``\\n``, ISO dates, nothing for unknown, decimals of ``decimals.csv``.

    A text that begins like a formula gets an apostrophe before it.
    """
    decimals = {row.column: row.decimals for row in load("decimals", Decimals) if row.table == name}
    ordered = _by_key(table)
    shown = pd.DataFrame({column: _shown(ordered[column], decimals.get(column)) for column in ordered.columns})
    shown.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def write_parquet(table: pd.DataFrame, path: Path) -> None:
    """Write a table without pandas' own notes (they name versions), so that equal rows are equal bytes."""
    plain = pa.Table.from_pandas(_by_key(table), preserve_index=False).replace_schema_metadata(None)
    pq.write_table(plain, path, compression="zstd")


def _by_key(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values(list(table.columns), kind="stable", ignore_index=True)


def _shown(values: "pd.Series[Any]", decimals: int | None) -> "pd.Series[str]":
    """Return values as the text that the CSV holds."""
    kind = str(values.dtype)
    if kind.startswith("datetime64"):
        moments = pd.Series(pd.DatetimeIndex(values), index=values.index)
        return moments.dt.strftime("%Y-%m-%dT%H:%M:%S" if str(values.name).endswith("_at") else "%Y-%m-%d")
    if kind == "bool":
        return values.map({True: "true", False: "false"}).astype("str")
    if decimals is not None:
        unit = Decimal(1).scaleb(-decimals)
        return values.map(
            lambda value: str(Decimal(repr(float(value))).quantize(unit, rounding=ROUND_HALF_UP)), na_action="ignore"
        ).astype("str")
    return values.astype("str").map(_harmless, na_action="ignore")


def _harmless(value: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula when somebody opens the CSV.

    A carriage return, which would end the row for some readers, is a line break.
    """
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{value}" if len(value) > 1 and value[0] in _BEGINS_A_FORMULA else value
