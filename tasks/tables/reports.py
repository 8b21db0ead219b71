"""The reports of the counted sheets, cell by cell as they were written; *cases* asks what becomes of them."""

import pandas as pd

from data.tables import project
from tasks.counting.counted import Counted


def reports(counted: Counted) -> pd.DataFrame:
    """Return table *reports* (judge)."""
    return project(counted.reports, "reports", "judge")
