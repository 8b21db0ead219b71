"""Columns are named as docs/naming.md says; an exception stands there with its reason, and only while it is one."""

import re

import pytest

from data.reference import records
from docs.build import FOLDER

ENDINGS = {
    "datetime64[s]": r"(.*_)?(date|at)",
    "bool": r"(is|has)_.*",
    "Int64": r".*_(count|days)|(.*_)?(level|row)",
    "float64": r".*_rate",
    "str": r".*",
}
TYPES = {
    r".*_(code|id|cell|shown|name)": "str",
    r".*_(date|at)": "datetime64[s]",
    r".*_count": "Int64",
    r".*_rate": "float64",
    r"(is|has)_.*": "bool",
}
_EXCEPTION = re.compile(r"`(\w+)`")


def exceptions() -> set[str]:
    """Return the columns that the page lists under *Exceptions*."""
    table = (FOLDER / "naming.md").read_text(encoding="utf-8").partition("## Exceptions")[2]
    rows = [line.split("|")[1:3] for line in table.splitlines() if line.startswith("| `")]
    assert all(reason.strip() for _, reason in rows)
    return {column for columns, _ in rows for column in _EXCEPTION.findall(columns)}


def misnamed(column: str, dtype: str) -> bool:
    """Tell whether a column's name does not fit its type, or its ending promises another type."""
    promised = {kind for ending, kind in TYPES.items() if re.fullmatch(ending, column)}
    return not re.fullmatch(ENDINGS[dtype], column) or not promised <= {dtype}


def test_every_column_is_named_by_the_rules_or_is_an_exception_with_a_reason() -> None:
    found = {row["column"] for row in records("tables") if misnamed(row["column"], row["dtype"])}
    assert found - exceptions() == set()
    assert exceptions() - found == set()


@pytest.mark.parametrize(
    ("column", "dtype", "wrong"),
    [
        ("due_date", "datetime64[s]", False),
        ("received_at", "datetime64[s]", False),
        ("date", "datetime64[s]", False),
        ("decided_on", "datetime64[s]", True),
        ("due_date", "str", True),
        ("is_open", "bool", False),
        ("open", "bool", True),
        ("is_open", "str", True),
        ("row_count", "Int64", False),
        ("incidents", "Int64", True),
        ("row_count", "float64", True),
        ("village_code", "Int64", True),
    ],
)
def test_what_fits(column: str, dtype: str, wrong: bool) -> None:
    assert misnamed(column, dtype) is wrong
