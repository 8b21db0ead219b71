"""The totals that rows of attendance write, beside what their days of the month add up to."""

import pandas as pd

from data.tables import project
from tasks.counting.counted import Counted
from tasks.counting.selection import ROW


def totals(counted: Counted) -> pd.DataFrame:
    """Return table *totals* (judge): one row a written total; those of rows without a person are left out."""
    days = counted.attendance[counted.attendance["in_period"]]
    counts = days.groupby([*ROW, "code"], as_index=False).size().rename(columns={"size": "counted"})
    rows = counted.totals[counted.totals["identity"].notna()].merge(counts, on=[*ROW, "code"], how="left")
    rows = rows.assign(counted=rows["counted"].fillna(0), identity=rows["identity"] + "|" + rows["code"])
    return project(rows, "totals", "judge")
