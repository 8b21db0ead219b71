"""The totals that rows of attendance write, beside what their days of the month add up to."""

import pandas as pd

from data.tables import project
from tasks.counting.counted import Counted
from tasks.counting.selection import ROW

_PERSON = ["village_code", "person"]


def totals(counted: Counted) -> pd.DataFrame:
    """Return table *totals* (judge): one row a written total; those of rows without a person are left out.

    ``counted`` are the days of the row; where a person's days stand in several tables (halves of a month, weeks) and
    the total is that of all of them, it is theirs.
    """
    days = counted.attendance[counted.attendance["in_period"]]
    counts = days.groupby([*ROW, "code"], as_index=False).size().rename(columns={"size": "counted"})
    of_all = days.drop_duplicates([*_PERSON, "date", "code"]).groupby([*_PERSON, "code"], as_index=False).size()
    rows = counted.totals[counted.totals["identity"].notna()].merge(counts, on=[*ROW, "code"], how="left")
    rows = rows.merge(of_all.rename(columns={"size": "of_all"}), on=[*_PERSON, "code"], how="left")
    own, whole = rows["counted"].fillna(0), rows["of_all"].fillna(0)
    rows = rows.assign(
        counted=own.mask(rows["written"] == whole, whole), identity=rows["identity"] + "|" + rows["code"]
    )
    return project(rows, "totals", "judge")
