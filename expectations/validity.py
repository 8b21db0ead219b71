"""Which law counts for an event: that of its day. A day that is not known leaves every law in question in force."""

import pandas as pd


def in_force(
    day: "pd.Series[pd.Timestamp]", begun: "pd.Series[pd.Timestamp]", ended: "pd.Series[pd.Timestamp]"
) -> "pd.Series[bool]":
    """Tell of each row whether ``day`` lies from its ``begun`` to its ``ended``; each missing end leaves it open."""
    return day.isna() | ((begun.isna() | (day >= begun)) & (ended.isna() | (day <= ended)))
