"""Each row of a form that names a person."""

import pandas as pd

from data.tables import project
from tasks.counting.counted import Counted


def mentions(counted: Counted) -> pd.DataFrame:
    """Return table *mentions* (judge); accused persons of reports included (their names may be anybody's)."""
    return project(counted.mentions, "mentions", "judge")
