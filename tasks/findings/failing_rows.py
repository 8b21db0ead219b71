"""What names and places each failing row of a rule, before it is put into words."""

from typing import Any

import pandas as pd

from expectations.rule import Check, Source, column
from tasks.findings.ids import without_numbers
from tasks.findings.redaction import shown_values

_LETTERS, _ROW = r"\A([A-Z]+)", r"([0-9]+)\Z"


def failing_rows(check: Check, rows: pd.DataFrame, failing: list[int]) -> pd.DataFrame:
    """Return rule, village_code, form, file, sheet, cell, value (masked), identity, occasion, group, row and column.

    In: the judge table of the rule and the keys of its failing rows, which are the index of what is returned. identity,
    occasion and group name the finding (``ids``); row and column, parts of the cell's address, give the order.
    """
    chosen = rows.loc[failing]
    cells = told(check.at.cell, rows, failing).astype("str")
    return pd.DataFrame(
        {
            "rule": check.rule.code,
            "village_code": chosen["village_code"],
            "form": chosen["form"],
            "file": chosen["file"],
            "sheet": told(check.at.sheet, rows, failing).astype("str").fillna(chosen["sheet"]),
            "cell": cells,
            "value": shown_values(told(check.shows, rows, failing), check.kind),
            "identity": without_numbers(chosen["identity"]),
            "occasion": _occasion(chosen),
            "group": told(check.group, rows, failing),
            "row": pd.to_numeric(cells.str.extract(_ROW, expand=False)),
            "column": cells.str.extract(_LETTERS, expand=False),
        }
    ).astype({"group": "str"})


def told(source: Source | None, rows: pd.DataFrame, failing: list[int]) -> "pd.Series[Any]":
    """Return what a rule's source says of the failing rows; all missing where the rule names no source."""
    if source is None:
        return pd.Series(None, index=failing, dtype="object")
    return column(source, rows).loc[failing]


def _occasion(chosen: pd.DataFrame) -> "pd.Series[str]":
    """Return the day that a row is about, else its field: what tells a person's rows of one rule apart."""
    field = chosen["field"] if "field" in chosen else pd.Series("", index=chosen.index, dtype="str")
    return chosen["date"].dt.strftime("%Y-%m-%d").fillna(field) if "date" in chosen else field
