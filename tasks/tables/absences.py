"""Unexcused days of each official, this month and over the calendar year, against the thresholds of discipline.

The thresholds are in absence_thresholds.csv; earlier months of the year come from the ledger.
"""

from typing import Any

import pandas as pd

from data.law import AbsenceThreshold
from data.reference import reference
from data.tables import project
from expectations.validity import in_force
from tasks.counting.counted import Counted
from tasks.counting.fingerprints import person_keys
from tasks.counting.history import History
from tasks.counting.same_persons import known_persons
from tasks.tables.statuses import STATUSES, by_status

_YEAR = len("2024")


def absences(counted: Counted, history: History) -> pd.DataFrame:
    """Return table *absences* (judge): one row an official with working days.

    A blank or other status ends a run; days off between two working days do not, nor does a month's end
    when the month before was judged. Earlier months of which nothing is known add nothing.
    """
    days = counted.days
    rows = counted.roster.merge(_month(days), left_on="official", right_index=True).reset_index(drop=True)
    rows = rows.assign(person=rows["identity"], person_key=person_keys(known_persons(rows), history.join_key))
    rows = _with_year(rows, history.earlier_absences, days)
    thresholds = _thresholds(days)
    least = thresholds.groupby(["category", "in_a_row"])["days"].min().unstack()
    rows = rows.assign(least_days=_least(rows, least[False]), least_run=_least(rows, least[True]))
    return project(rows.join(_reached(rows, thresholds)), "absences", "judge")


def _month(days: pd.DataFrame) -> pd.DataFrame:
    """Return by official: workdays, unexcused, longest_run, run_at_start and run_at_end of the month."""
    ordered = days[days["counted"]].sort_values(["official", "date"])
    unexcused, official = ordered["code"] == "TK", ordered["official"]
    run = (~unexcused).groupby(official).cumsum()
    runs = unexcused.groupby([official, run]).sum()
    by_official = unexcused.groupby(official)
    workdays = by_official.size()
    return pd.DataFrame(
        {
            "workdays": workdays,
            "unexcused": by_official.sum(),
            "longest_run": runs.groupby("official").max(),
            # a run is numbered by the other days before it: the first is 0 until such a day has come
            "run_at_start": runs[runs.index.get_level_values(1) == 0].droplevel(1).reindex(workdays.index).fillna(0),
            "run_at_end": runs.groupby("official").last(),
        }
    ).astype("Int64")


def _with_year(rows: pd.DataFrame, earlier: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """Add year_workdays and year_unexcused, and let longest_run begin in the months before."""
    if days.empty or earlier.empty:
        return rows.assign(year_workdays=rows["workdays"], year_unexcused=rows["unexcused"], months=1)
    period = days["date"].min().strftime("%Y-%m")
    known = earlier[(earlier["period"].str[:_YEAR] == period[:_YEAR]) & (earlier["period"] < period)]
    sums = known.groupby("person_key").agg(
        workdays=("workdays", "sum"), unexcused=("unexcused", "sum"), months=("period", "nunique")
    )
    before = rows["person_key"].map(_run_before(earlier[earlier["period"] < period], period)).fillna(0)
    return rows.assign(
        year_workdays=rows["workdays"] + rows["person_key"].map(sums["workdays"]).fillna(0),
        year_unexcused=rows["unexcused"] + rows["person_key"].map(sums["unexcused"]).fillna(0),
        months=1 + rows["person_key"].map(sums["months"]).fillna(0),
        longest_run=rows["longest_run"].where(
            (rows["run_at_start"] == 0) | (rows["run_at_start"] + before < rows["longest_run"]),
            rows["run_at_start"] + before,
        ),
    )


def _run_before(earlier: pd.DataFrame, period: str) -> "pd.Series[int]":
    """Return by person the run that reaches the end of the month before, through whole months if need be."""
    runs: dict[str, int] = {}
    for person, months in earlier.sort_values("period", ascending=False).groupby("person_key"):
        expected, run = pd.Period(period, "M"), 0
        for month, workdays, at_end in months[["period", "workdays", "run_at_end"]].itertuples(index=False):
            expected -= 1
            if pd.Period(month, "M") != expected:
                break
            run += int(at_end)
            if at_end < workdays:
                break
        runs[str(person)] = run
    return pd.Series(runs, dtype="Int64")


def _least(rows: pd.DataFrame, thresholds: "pd.Series[int]") -> "pd.Series[Any]":
    """Return the lowest threshold of each person's statuses; missing where none has one."""
    return pd.DataFrame({name: rows[name].map(thresholds) for name in STATUSES}).min(axis="columns")


def _thresholds(days: pd.DataFrame) -> pd.DataFrame:
    """Return the thresholds that were law on the last of the days; all of them when there is none."""
    table = reference("absence_thresholds", AbsenceThreshold)
    last = pd.Series(days["date"].max(), index=table.index, dtype="datetime64[s]")
    return table[in_force(last, table["valid_from"], table["valid_until"])]


def _reached(rows: pd.DataFrame, thresholds: pd.DataFrame) -> pd.DataFrame:
    """Return the highest threshold that each row reached; of a sum and a run the run, whose consequence is graver."""
    pairs = by_status(rows)[["key", "category", "year_unexcused", "longest_run"]].merge(thresholds, on="category")
    counted = pairs["longest_run"].where(pairs["in_a_row"], pairs["year_unexcused"])
    reached = pairs[counted >= pairs["days"]].sort_values(["in_a_row", "days"]).drop_duplicates("key", keep="last")
    reached = reached.set_index("key")[["days", "basis", "in_a_row"]]
    return reached.set_axis(["reached_days", "reached_basis", "reached_in_a_row"], axis="columns")
