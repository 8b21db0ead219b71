"""Every reference table is read by its model, which notices a wrong cell in every column that is more than text."""

import ast
import csv
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from data import reference
from data.errors import InternalError
from data.models import MODELS

_ROOT = Path(reference.REFERENCE).parents[1]
_SPOILED = ("", "#!")
"""A cell that somebody emptied, and one with something that is no value of any column but text."""


def _refused(kind: Any, value: str) -> bool:
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return True
    return False


_TYPED = [
    (name, field.name, value)
    for name, model in MODELS.items()
    for field in fields(model)
    for value in _SPOILED
    if _refused(field.type, value)
]


def test_every_table_has_a_model_with_exactly_its_columns() -> None:
    assert set(MODELS) == {path.stem for path in reference.REFERENCE.glob("*.csv")}
    for name, model in MODELS.items():
        assert {field.name for field in fields(model)} == set(reference.columns_of(name)), name
        assert reference.load(name, model), name


def test_every_key_of_a_table_must_be_filled_where_its_rows_are_told_apart_by_it_alone() -> None:
    spoiled = {(name, column) for name, column, value in _TYPED if not value}
    alone = {(each.table, each.key[0]) for each in reference.reference_tables() if len(each.key) == 1}
    assert alone - spoiled == set()


@pytest.mark.parametrize(("name", "column", "value"), _TYPED)
def test_a_wrong_cell_is_told_with_table_row_and_column(tables: Path, name: str, column: str, value: str) -> None:
    file = tables / f"{name}.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    rows[-1][rows[0].index(column)] = value
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(rows)
    with pytest.raises(InternalError, match=rf"{name}\.csv, row {len(rows)}, column {column}: "):
        reference.load(name, MODELS[name])


def test_no_module_reads_a_table_as_text() -> None:
    """``records`` gives rows as they stand; only ``data/reference.py`` itself may, everybody else asks for a model."""
    readers = []
    loads = 0
    for folder in ("data", "expectations", "tasks", "flows", "docs"):
        for path in sorted((_ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
                loads += called in {"load", "only", "reference"}
                if called == "records" and path != _ROOT / "data" / "reference.py":
                    readers.append(str(path))
    assert readers == []
    assert loads > 50


def test_every_reader_of_a_table_takes_its_model() -> None:
    for folder in ("data", "expectations", "tasks", "flows", "docs"):
        for path in sorted((_ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
                if called not in {"load", "only", "reference"}:
                    continue
                name, model = node.args[:2]
                if isinstance(name, ast.Constant):
                    assert isinstance(model, ast.Name), ast.unparse(node)
                    assert MODELS[str(name.value)].__name__ == model.id, ast.unparse(node)
