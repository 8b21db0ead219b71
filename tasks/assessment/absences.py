"""Unexcused days of each official, against the thresholds of discipline (absence_thresholds.csv)."""

import pandas as pd

from data.reference import reference
from data.tables import project
from tasks.assessment.roster import Roster


def absences_to_judge(days: pd.DataFrame, found: Roster) -> pd.DataFrame:
    """Return table *absences* (judge): one row an official with working days.

    In: ``days`` as ``attendance.person_days`` returns them, of one month. A blank or other status ends a run; days
    off between two working days do not.
    """
    ordered = days[days["counted"]].sort_values(["official", "date"])
    unexcused = ordered["code"] == "TK"
    run = (~unexcused).groupby(ordered["official"]).cumsum()
    runs = unexcused.groupby([ordered["official"], run]).sum().groupby("official").max()
    by_official = unexcused.groupby(ordered["official"])
    counts = pd.DataFrame({"workdays": by_official.size(), "unexcused": by_official.sum(), "longest_run": runs})
    officials = found.officials.dropna(subset="official")
    rows = officials.merge(counts, left_on="official", right_index=True).assign(person=lambda t: t["identity"])
    rows = rows.reset_index(drop=True)
    thresholds = _thresholds()
    least = thresholds.groupby(["category", "in_a_row"])["days"].min().unstack()
    rows = rows.assign(
        least_days=rows["category"].map(least[False]),
        least_run=rows["category"].map(least[True]),
    )
    return project(rows.join(_reached(rows, thresholds)), "absences", "judge")


def _thresholds() -> pd.DataFrame:
    table = reference("absence_thresholds")
    return table.assign(days=table["days"].astype("int64"), in_a_row=table["in_a_row"] == "yes")


def _reached(rows: pd.DataFrame, thresholds: pd.DataFrame) -> pd.DataFrame:
    """Return the highest threshold that each row reached; of a sum and a run the run, whose consequence is graver."""
    pairs = rows.reset_index(names="key")[["key", "category", "unexcused", "longest_run"]]
    pairs = pairs.merge(thresholds, on="category")
    counted = pairs["longest_run"].where(pairs["in_a_row"], pairs["unexcused"])
    reached = pairs[counted >= pairs["days"]].sort_values(["in_a_row", "days"]).drop_duplicates("key", keep="last")
    reached = reached.set_index("key")[["days", "basis", "in_a_row"]]
    return reached.set_axis(["reached_days", "reached_basis", "reached_in_a_row"], axis="columns")
