"""Every day cell of the counted sheets."""

import pandas as pd

from data.tables import project
from tasks.counting.counted import Counted


def attendance(counted: Counted) -> pd.DataFrame:
    """Return table *attendance* (judge): one row a person and day; a day's findings are known by its number."""
    rows = counted.attendance
    identity = rows["identity"] + "|" + rows["date"].dt.strftime("%d").fillna("?")
    return project(rows.assign(identity=identity), "attendance", "judge")
