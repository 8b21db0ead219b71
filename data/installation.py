"""An installation's own tables in ``NETRALITAS_HOME/referensi``, looked at before anything runs.

A wrong cell is told with file, row, column and what is allowed there; a table that may not be changed locally
(rules, sentences, law) is refused.
"""

from dataclasses import MISSING, fields
from pathlib import Path

from pydantic import ValidationError

from data.errors import UsageError
from data.reference import REFERENCE, Row, local_folder, may_be_local, read_rows, table_key, typed_rows
from data.sentences import both

_EXPECTED = {
    "int_parsing": "reference_expects_int",
    "float_parsing": "reference_expects_number",
    "bool_parsing": "reference_expects_bool",
    "date_from_datetime_parsing": "reference_expects_date",
    "date_parsing": "reference_expects_date",
    "string_too_short": "reference_expects_text",
    "literal_error": "reference_expects_choice",
}


def check_local_tables() -> None:
    """Raise ``UsageError`` with a sentence for the first thing in the installation's tables that cannot be used.

    The models import pandas, which whoever has no table of his own spares.
    """
    for path in sorted(local_folder().glob("*.csv")):
        _check(path)


def _check(path: Path) -> None:
    from data.models import MODELS  # noqa: PLC0415

    name, product = path.stem, REFERENCE / path.name
    if not product.is_file():
        raise UsageError(both("reference_unknown", file=path))
    if not may_be_local(name):
        raise UsageError(both("reference_not_local", file=path))
    known, rows = read_rows(product), read_rows(path)
    columns, later = list(known[0]), _later_columns(MODELS[name])
    for number, row in enumerate(rows, start=2):
        filled = None not in row and None not in row.values()
        if not filled or [column for column in columns if column in row or column not in later] != list(row):
            raise UsageError(both("reference_columns", file=path, row=str(number), columns=", ".join(columns)))
    _refuse_fixed_rows(path, known, rows)
    try:
        typed_rows(MODELS[name], rows)
    except ValidationError as error:
        raise UsageError(_told(path, error)) from error


def _later_columns(model: type) -> set[str]:
    """Return the columns that a table of an earlier version lacks: those for which its model has a value."""
    return {field.name for field in fields(model) if field.default is not MISSING}


def _refuse_fixed_rows(path: Path, known: tuple[Row, ...], rows: tuple[Row, ...]) -> None:
    """Refuse a row that the product marks as fixed for every installation (``local`` is no)."""
    key = table_key(path.stem)
    fixed = {tuple(row[column] for column in key) for row in known if row.get("local") == "no"}
    for number, row in enumerate(rows, start=2):
        named = tuple(row[column] for column in key)
        if named in fixed:
            raise UsageError(both("reference_row_fixed", file=path, row=str(number), key=" ".join(named)))


def _told(path: Path, error: ValidationError) -> str:
    fault = error.errors()[0]
    row, column = int(fault["loc"][0]) + 2, str(fault["loc"][-1])
    choices = fault.get("ctx", {}).get("expected", "").replace(" or ", ", ")
    wanted = both(_EXPECTED[fault["type"]], choices=choices) if fault["type"] in _EXPECTED else fault["msg"]
    return both("reference_cell", file=path, row=str(row), column=column, value=fault["input"], wanted=wanted)
