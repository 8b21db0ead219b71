"""The reference CSVs in ``data/reference``: facts with a source, read once a process."""

from functools import cache
from pathlib import Path

import pandas as pd

REFERENCE = Path(__file__).parent / "reference"


@cache
def reference(name: str) -> pd.DataFrame:
    """Return ``data/reference/<name>.csv`` as text columns.

    Out: one row a line, every column ``str``, a blank field missing. The frame is shared: copy before changing it.
    """
    return pd.read_csv(REFERENCE / f"{name}.csv", dtype="str", keep_default_na=False, na_values=[""])


def records(name: str) -> list[dict[str, str]]:
    """Return the same rows as dictionaries, blank fields as ``""``."""
    rows: list[dict[str, str]] = reference(name).fillna("").to_dict("records")
    return rows


@cache
def limit(name: str) -> float:
    """Return one number of ``limits.csv``; its unit and source stand beside it there."""
    limits = reference("limits").set_index("limit")["value"]
    return float(limits[name])
