"""Joining what the workers read into the *read* tables of ``tables.csv``."""

from collections.abc import Iterable

import pandas as pd

from data.reference import records
from data.tables import conform
from tasks.workbooks.readings import Readings, read_columns


def read_tables(parts: Iterable[Readings]) -> dict[str, pd.DataFrame]:
    """Return every read table over all parts, layouts numbered through in the order of the parts."""
    names = dict.fromkeys(row["table"] for row in records("tables") if row["stage"] == "read")
    names.pop("files")
    gathered: dict[str, list[tuple[object, ...]]] = {name: [] for name in names}
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
