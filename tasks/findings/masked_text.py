"""The last guard before anything is written: no whole NIP or NIK leaves the product, wherever it was typed."""

import re
from typing import TypeVar

import pandas as pd

from data.identifiers import mask
from data.tables import StageTables

_LONG_NUMBER = re.compile(r"[0-9](?:[ .\-]?[0-9]){14,}")
_IN_PATH = re.compile(r"(?<![0-9])(?:[0-9]{18}|[0-9]{16})(?![0-9])")
_HASHES = frozenset(
    {
        "sha256",
        "finding_id",
        "group_id",
        "case_id",
        "possibly_same_as",
        "decision_id",
        "finding",
        "finding_ids",
        "group_ids",
    }
)
_PATHS = frozenset({"file", "sheet"})
_Tables = TypeVar("_Tables", bound=StageTables)


def masked_tables(tables: _Tables) -> _Tables:
    """Return the tables with every number of 15 digits or more in their text masked (``identifiers.mask``).

    The stages before mask the identifiers that they know; this one catches a NIK typed as a name, a place or a
    file's name. Paths keep their village code: in them only runs of exactly 16 or 18 digits are masked.
    """
    return tables.each(masked_table)


def without_identifiers(text: str) -> str:
    """Return a person's text with every number of 15 digits or more masked."""
    return _mask_in(_LONG_NUMBER, text)


def masked_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return one table masked like ``masked_tables``."""
    shown = table
    for column in table.columns:
        if str(table[column].dtype) != "str" or column in _HASHES:
            continue
        pattern = _IN_PATH if column in _PATHS else _LONG_NUMBER
        hidden = {text: _mask_in(pattern, text) for text in table[column].dropna().unique() if pattern.search(text)}
        if hidden:
            shown = shown.assign(**{column: table[column].replace(hidden)})
    return shown


def _mask_in(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: mask(re.sub(r"[^0-9]", "", found[0])), text)
