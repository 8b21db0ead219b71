"""Rules on coincidences: absences on days of political events. An early indication, never a verdict."""

import pandas as pd

from data.reference import limit
from expectations.rule import field, rule, verdicts


def _village_indicates(coincidences: pd.DataFrame) -> "pd.Series[bool]":
    """Tell for each row whether its village meets all three conditions."""
    met = (
        (coincidences["level"] == "village")
        & (coincidences["event_unexcused"] >= limit("coincidence_unexcused"))
        & (coincidences["ratio"] >= limit("coincidence_ratio"))
        & (coincidences["probability"] < limit("coincidence_probability"))
    )
    return coincidences["village_code"].isin(coincidences.loc[met, "village_code"])


@rule("N05", at=field("name"), shows="ratio_shown", cause="level", group="person")
def absent_on_event_days(coincidences: pd.DataFrame) -> "pd.Series[bool]":
    """Unexcused absence should not gather on days of political events.

    A village is found with at least two TK person-days on event days, IKA of at least 2 and p below 0.05; in such a
    village a person with TK on at least two event days whose own IKA is at least 2, so that nobody is named whose
    absences are spread evenly (limits.csv, coincidence_…).

    Not applied without event days after the determination of candidates, or without person-days to compare.
    """
    person = (coincidences["event_unexcused"] >= limit("coincidence_unexcused")) & (
        coincidences["ratio"] >= limit("coincidence_ratio")
    )
    indicated = _village_indicates(coincidences) & (person | (coincidences["level"] == "village"))
    return verdicts(
        passes=~indicated, applies=(coincidences["event_days"].fillna(0) > 0) & coincidences["ratio"].notna()
    )
