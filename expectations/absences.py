"""Rules on absences: each official's unexcused days, added up over the calendar year."""

import pandas as pd

from expectations.rule import field, rule, verdicts


def _kind(absences: pd.DataFrame) -> "pd.Series[str]":
    return absences["reached_in_a_row"].map({True: "in_a_row", False: "total"})


@rule("N10", at=field("name"), shows="year_unexcused", cause=_kind, group="person")
def unexcused_absence_threshold(absences: pd.DataFrame) -> "pd.Series[bool]":
    """Unexcused days of the calendar year must stay below the thresholds for the category (absence_thresholds.csv).

    Not applied to categories without thresholds, nor where the days known of the year are too few to reach any: a
    village head's 30 days in a row never fit into one month.
    """
    reachable = (absences["least_days"] <= absences["year_workdays"]).fillna(False) | (
        absences["least_run"] <= absences["year_workdays"]
    ).fillna(False)
    below = (absences["year_unexcused"] < absences["least_days"]).fillna(True) & (
        absences["longest_run"] < absences["least_run"]
    ).fillna(True)
    return verdicts(passes=below, applies=reachable)
