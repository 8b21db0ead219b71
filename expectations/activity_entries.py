"""Rules on what should stand in Rakor dan Ikrar: one row for each official who must pledge or was summoned."""

import pandas as pd

from expectations.rule import NOWHERE, rule, verdicts


def _which(entries: pd.DataFrame) -> "pd.Series[str]":
    pledge = entries["is_pledge_missing"].map({True: "pledge", False: ""})
    return pledge.mask(~entries["is_pledge_missing"], "meeting").astype("str")


@rule("D27", at=NOWHERE, cause=_which)
def activity_row_missing(activity_entries: pd.DataFrame) -> "pd.Series[bool]":
    """Who must pledge or was summoned to a mandatory meeting has a row that says what became of it.

    Not applied to a village whose form of activities has not been received or does not count (S01).
    """
    entries = activity_entries
    return verdicts(
        passes=~entries["is_pledge_missing"] & (entries["missing_meeting_count"] == 0), applies=entries["form_received"]
    )
