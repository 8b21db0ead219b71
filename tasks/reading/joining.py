"""Joining what the workers read into the *read* tables of ``tables.csv``."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

import pandas as pd

from data.reference import records
from data.tables import conform
from tasks.reading.readings import Readings, read_columns


def read_tables(parts: Iterable[Readings]) -> dict[str, pd.DataFrame]:
    """Return every read table over all parts, layouts numbered through in the order of the parts."""
    gathered: dict[str, list[tuple[object, ...]]] = {name: [] for name in _tables()}
    shift = 0
    for part in parts:
        for name, rows in part.rows.items():
            place = read_columns(name).index("layout") if "layout" in read_columns(name) else None
            if place is None or not shift:
                gathered[name].extend(rows)
            else:
                gathered[name].extend((*row[:place], row[place] + shift, *row[place + 1 :]) for row in rows)  # type: ignore[operator]
        shift += part.layouts
    return {
        name: conform(pd.DataFrame(rows, columns=list(read_columns(name))), name, "read")
        for name, rows in gathered.items()
    }


def join_shares(shares: Sequence[Mapping[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    """Return the read tables of several shares as one, layouts numbered through in the order of the shares."""
    if len(shares) < 2:
        return dict(shares[0]) if shares else read_tables([])
    shifts = accumulate((len(share["sheets"]) for share in shares[:-1]), initial=0)
    shifted = [
        {name: _shifted(table, shift) for name, table in share.items()}
        for share, shift in zip(shares, shifts, strict=True)
    ]
    return {name: conform(pd.concat([share[name] for share in shifted]), name, "read") for name in _tables()}


def _tables() -> list[str]:
    """Return the names of the tables that reading makes; *files* was there before."""
    names = dict.fromkeys(row["table"] for row in records("tables") if row["stage"] == "read")
    return [name for name in names if name != "files"]


def _shifted(table: pd.DataFrame, by: int) -> pd.DataFrame:
    return table.assign(layout=table["layout"] + by) if "layout" in table else table
