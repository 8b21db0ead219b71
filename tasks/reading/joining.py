"""Joining what the workers read into the *read* tables of ``tables.csv``."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from data.reference import records
from data.tables import conform
from tasks.reading.readings import Readings, read_columns


def read_tables(parts: Iterable[Readings]) -> dict[str, pd.DataFrame]:
    """Return every read table over all parts, in their order."""
    gathered: dict[str, list[tuple[object, ...]]] = {name: [] for name in _tables()}
    for part in parts:
        for name, rows in part.rows.items():
            gathered[name].extend(rows)
    return {
        name: conform(pd.DataFrame(rows, columns=list(read_columns(name))), name, "read")
        for name, rows in gathered.items()
    }


def join_shares(shares: Sequence[Mapping[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    """Return the read tables of several shares as one, in the order of the shares."""
    if len(shares) < 2:
        return dict(shares[0]) if shares else read_tables([])
    return {name: conform(pd.concat([share[name] for share in shares]), name, "read") for name in _tables()}


def _tables() -> list[str]:
    """Return the names of the tables that reading makes; *files* was there before."""
    names = dict.fromkeys(row["table"] for row in records("tables") if row["stage"] == "read")
    return [name for name in names if name != "files"]
