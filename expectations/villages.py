"""Rules on villages: what a village as a whole claims, beside what else is known."""

import pandas as pd

from data.reference import limit
from expectations.rule import always, cell_in, rule, verdicts


@rule("N11", cause=always("uniform"))
def uniform_attendance(villages: pd.DataFrame) -> "pd.Series[bool]":
    """It is rare that every official is marked present on every working day of a month.

    Not applied to a village without attendance or with a day that is blank or unknown, nor to one with fewer officials
    than limits.csv, uniform_officials.
    """
    return verdicts(
        passes=villages["present_days"] < villages["person_days"],
        applies=(villages["form"] == "attendance")
        & (villages["officials"].fillna(0) >= limit("uniform_officials"))
        & (villages["person_days"].fillna(0) > 0)
        & (villages["unknown_days"].fillna(0) == 0),
    )


def _vulnerable(villages: pd.DataFrame) -> "pd.Series[bool]":
    return (villages["neutrality_level"] >= limit("high_level")).fillna(False).astype("bool")


def _reported_elsewhere(villages: pd.DataFrame) -> "pd.Series[bool]":
    return villages["reports_elsewhere"].fillna(0) > 0


def _otherwise(villages: pd.DataFrame) -> "pd.Series[str]":
    vulnerable = _vulnerable(villages).map({True: "vulnerable;", False: ""})
    return (vulnerable + _reported_elsewhere(villages).map({True: "elsewhere", False: ""})).str.rstrip(";")


@rule("N12", at=cell_in("cell"), shows="nil_stated", cause=_otherwise)
def silent_in_vulnerable_area(villages: pd.DataFrame) -> "pd.Series[bool]":
    """A nil report should be confirmed where the map rates neutrality as highly vulnerable or others report somebody.

    Not applied to a village that does not state nil, nor to one whose form has rows all the same (D20), nor where the
    map does not rate its officials' neutrality and nobody else reports them.
    """
    return verdicts(
        passes=~(_vulnerable(villages) | _reported_elsewhere(villages)),
        applies=(villages["form"] == "reports")
        & (villages["nil_stated"] == "YA")
        & (villages["row_count"].fillna(0) == 0)
        & (villages["neutrality_level"].notna() | _reported_elsewhere(villages)),
    )
