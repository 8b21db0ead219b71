"""What the cells of a village's file were taken for: the typed value of each, as the reader's rows have it.

Out: one row a cell with ``file``, ``sheet``, ``cell`` and ``taken_for``. What a cell *is*, the reader itself says
(``tasks.reading.reading.cell_roles``).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from tasks.reading.months import Month
from tasks.reading.returns import Returns

COLUMNS = ["file", "sheet", "cell", "taken_for"]
_TABLES = ("mentions", "activities", "reports", "vulnerabilities")
_IDENTITY = {
    "code_cell": "stated_code",
    "name_cell": "stated_name",
    "period_cell": "stated_period",
    "reports_nil_cell": "reports_nil",
    "vulnerabilities_nil_cell": "vulnerabilities_nil",
}
_SUFFIX = "_cell"


def taken_for(returns: Returns, language: str) -> pd.DataFrame:
    """Return what the cells of the returned files were taken for, each cell once; those taken for nothing are left
    out."""
    sheets = {(row["file"], row["table_number"]): row["sheet"] for row in returns.sheets.to_dict("records")}
    rows = [
        *_headings(returns.sheets),
        *_months(returns.stated_months, sheets, language),
        *_identity(returns.identities),
    ]
    rows += _days(returns.attendance)
    for name in _TABLES:
        rows += _fields(getattr(returns, name))
    told = pd.DataFrame(rows, columns=COLUMNS)
    return told[told["taken_for"] != ""].drop_duplicates(["file", "sheet", "cell"], ignore_index=True)


def _headings(sheets: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    for row in sheets.itertuples():
        yield row.file, row.sheet, row.heading_cell, row.form


def _months(stated: pd.DataFrame, sheets: Mapping[tuple[Any, Any], str], language: str) -> Iterator[tuple[Any, ...]]:
    for row in stated[stated["cell"].notna()].to_dict("records"):
        month = Month(None if pd.isna(row["year"]) else int(row["year"]), int(row["month"]))
        yield row["file"], sheets[row["file"], row["table_number"]], row["cell"], month.in_words(language)


def _identity(identities: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    for row in identities.to_dict("records"):
        for place, value in _IDENTITY.items():
            if isinstance(row[place], str):
                yield row["file"], row["sheet"], row[place], _told(row[value])


def _days(attendance: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    filled = attendance[attendance["cell"].notna() & attendance["shown"].notna()]
    for row in filled.itertuples():
        yield row.file, row.sheet, row.cell, _told(row.code)


def _fields(rows: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    fields = [name.removesuffix(_SUFFIX) for name in rows.columns if name.endswith(_SUFFIX)]
    for row in rows.to_dict("records"):
        for name in fields:
            place = row[name + _SUFFIX]
            if isinstance(place, str):
                yield row["file"], row["sheet"], place, _told(row.get(name))


def _told(value: Any) -> str:
    if pd.isna(value):
        return ""
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)
