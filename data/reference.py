"""The reference CSVs in ``data/reference``: facts with a source, read once a process.

The reader's worker processes read these too, so pandas is imported only by who asks for a frame.
"""

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

REFERENCE = Path(__file__).parent / "reference"


@cache
def records(name: str) -> tuple[dict[str, str], ...]:
    """Return the lines of ``data/reference/<name>.csv`` as dictionaries; a blank field is ``""``."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def reference(name: str) -> "pd.DataFrame":
    """Return the same lines as a frame of ``str`` columns, a blank field missing; shared, so copy before changing."""
    import pandas as pd  # noqa: PLC0415

    return pd.DataFrame(records(name), dtype="str").replace("", None).astype("str")


@cache
def limit(name: str) -> float:
    """Return one number of ``limits.csv``; its unit and source stand beside it there."""
    return float(next(row["value"] for row in records("limits") if row["limit"] == name))
