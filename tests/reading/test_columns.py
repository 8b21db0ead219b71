"""Every column that a form prints arrives in what is read, unless ``columns.csv`` says that it is there for people."""

import csv
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from data.forms import Column, Owner, code_list, form_columns, form_tables
from data.reference import load
from data.village_workbooks import column_width
from tests.builders import read, workbook

_BESIDE = {"cells", "repairs", "worksheets", "sheets", "opened", "stated_months"}
"""Tables about the sheet as such: where a cell stands and what it was taken for is there for every cell."""

_BY_KIND: dict[str, object] = {
    "date": date(2024, 10, 2),
    "time": "08:00",
    "number": 3,
    "identifier": "3503010101700001",
    "period": "2024-10",
    "village_code": "35.03.01.2001",
    "area_code": "35.03.01",
    "attendance": "S",
    "tps": 4,
    "guard_pattern": "2-1-2",
}


def _tables() -> list[tuple[Owner, str, str]]:
    tables = [(owner, *pair) for owner in get_args(Owner) for pair in form_tables(owner)]
    return [*tables, ("village", "identity", "labels"), ("auditor", "audit_cover", "labels")]


def _value(column: Column) -> object:
    if column.kind == "code":
        return code_list(column.code_list)[0].code
    return _BY_KIND.get(column.kind, f"Isi {column.field}")


def _headings(column: Column) -> list[str]:
    """Return what heads a column: the days of a grid and its sums are several columns."""
    if column.field == "day":
        return [str(day) for day in range(1, 32)]
    return ["Jumlah H"] if column.field == "total" else [column.label]


def _sheet(columns: list[Column], blank: str, arrangement: str) -> bytes:
    filled = [(label, None if c.field == blank else _value(c)) for c in columns for label in _headings(c)]
    rows: list[Any] = (
        filled if arrangement == "labels" else [[each[0] for each in filled], [each[1] for each in filled]]
    )
    return workbook({"Isian": rows})


def _kept(content: bytes, owner: Owner) -> dict[str, Any]:
    found = read(content, owner)
    return {
        name: [{k: v for k, v in row.items() if not k.endswith("_cell")} for row in rows]
        for name, rows in found.items()
        if name not in _BESIDE
    }


def misread(owner: Owner, form: str, arrangement: str) -> list[str]:
    """Return the columns of a form that the reader drops although it should keep them, or the other way round.

    A column is kept when what is read differs with its cell filled and blank.
    """
    columns = list(form_columns(form, arrangement))
    whole = _kept(_sheet(columns, "", arrangement), owner)
    assert whole, "the form is not found at all"
    return [
        column.field
        for column in columns
        if (_kept(_sheet(columns, column.field, arrangement), owner) != whole) != column.is_read
    ]


@pytest.mark.parametrize(("owner", "form", "arrangement"), _tables())
def test_the_reader_keeps_every_column_that_is_to_be_read(owner: Owner, form: str, arrangement: str) -> None:
    assert misread(owner, form, arrangement) == []


def test_every_column_of_a_villages_form_is_laid_out() -> None:
    """Lists and sums are what other programs export: nobody is given them to fill in."""
    for owner, form, arrangement in _tables():
        if owner != "village" or arrangement == "list":
            continue
        for column in form_columns(form, arrangement):
            if column.field != "total":
                assert column_width(form, column.field) > 0


@pytest.mark.parametrize(("is_read", "told"), [("yes", ["witness"]), ("no", [])])
def test_a_column_that_the_reader_would_drop_is_noticed(tables: Path, is_read: str, told: list[str]) -> None:
    """A column is added to a form and forgotten in ``tables.csv``: the reader has nowhere to put it."""
    with (tables / "columns.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["reports", "table", 22, "witness", "Catatan Saksi", "no", is_read, "text", ""])
    assert [column.field for column in form_columns("reports", "table")][-1] == "witness"
    assert misread("village", "reports", "table") == told


def test_a_cell_is_needed_where_columns_csv_says_so(tables: Path) -> None:
    file = tables / "columns.csv"
    text = file.read_text(encoding="utf-8")
    changed = text.replace("attendance,grid,4,position,Jabatan,no,", "attendance,grid,4,position,Jabatan,yes,")
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    columns = list(form_columns("attendance", "grid"))
    needed = read(_sheet(columns, "position", "grid"))["cells"]
    assert [(row["field"], row["known"]) for row in needed if row["required"]] == [
        ("name", True),
        ("identifier", True),
        ("position", False),
    ]


def test_every_required_column_is_read() -> None:
    assert [column.field for column in load("columns", Column) if column.required and not column.is_read] == []
