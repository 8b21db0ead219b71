"""What names and places a failing row, and the ids made of that: hashes that survive a corrected resubmission.

They need no key and are the same on every machine, so nothing that a hash could be tried out for may be in them: no
digit of an identifier, whoever wrote it wherever.
"""

import re
from typing import Any

import pandas as pd

from expectations.rule import Check, Source, column
from tasks.counting.fingerprints import fingerprint
from tasks.findings.redaction import shown_values

_NAMED_BY = ["rule", "village_code", "form", "identity", "occasion"]
_TOLD_APART_BY = ["value", "file", "sheet", "row", "column"]
_LETTERS, _ROW = r"\A([A-Z]+)", r"([0-9]+)\Z"
_NUMBERS = re.compile(r"[0-9](?:[\s./\\_\-]?[0-9]){14,}|[0-9]{5,}")


def failing_rows(check: Check, rows: pd.DataFrame, failing: list[int]) -> pd.DataFrame:
    """Return rule, village_code, form, file, sheet, cell, value (masked), identity, occasion, group, row and column.

    In: the judge table of the rule and the keys of its failing rows, which are the index of what is returned. identity,
    occasion and group name the finding; row and column, parts of the cell's address, give the order.
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


def finding_ids(findings: pd.DataFrame) -> "pd.Series[str]":
    """Return the id of each finding: 16 hex digits of SHA-256 over what it is about.

    In: rule, village_code, form, identity (without long numbers, ``without_numbers``), occasion (the row's own date,
    else its field; all ``str``), and value, file, sheet, row and column. The last five only put findings that are about
    the same into a stable order, in which they are numbered; neither a file's name nor a row's position is ever hashed.
    """
    about = _joined(findings, _NAMED_BY)
    ordered = findings[_TOLD_APART_BY].assign(about=about).sort_values(["about", *_TOLD_APART_BY], kind="stable")
    occurrence = ordered.groupby("about").cumcount().reindex(findings.index)
    return (about + "|" + occurrence.astype("str")).map(fingerprint).astype("str")


def group_ids(findings: pd.DataFrame) -> "pd.Series[str]":
    """Return the id of each finding's group: village × rule, and the person or case that ``group`` names, if any."""
    about = _joined(findings, ["village_code", "rule"])
    return (about + ("|" + findings["group"]).fillna("")).map(fingerprint).astype("str")


def without_numbers(identities: "pd.Series[str]") -> "pd.Series[str]":
    """Return identities without any number that may be an identifier or a part of one: five digits or more.

    Days, posts' numbers and village codes with dots have shorter ones.
    """
    return identities.map(lambda text: _NUMBERS.sub("", text), na_action="ignore").astype("str")


def _occasion(chosen: pd.DataFrame) -> "pd.Series[str]":
    """Return the day that a row is about, else its field: what tells a person's rows of one rule apart."""
    field = chosen["field"] if "field" in chosen else pd.Series("", index=chosen.index, dtype="str")
    return chosen["date"].dt.strftime("%Y-%m-%d").fillna(field) if "date" in chosen else field


def _joined(findings: pd.DataFrame, columns: list[str]) -> "pd.Series[str]":
    parts = [findings[column].fillna("") for column in columns]
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + "|" + part
    return joined
