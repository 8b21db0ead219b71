"""Who should stand in Rakor dan Ikrar and does not: nobody is accused by a row that is not there, it is asked for."""

import pandas as pd

from data.tables import project
from tasks.counting.counted import Counted
from tasks.tables.pledges import denied_elsewhere, in_form


def activity_entries(counted: Counted, pledges: pd.DataFrame, meetings: pd.DataFrame) -> pd.DataFrame:
    """Return table *activity_entries* (judge): one row an official who must pledge or was summoned.

    In: *pledges* and *meetings* (judge). A row of the official's whose date or activity is unreadable may speak of
    anything, so nothing of hers or his is missing.
    """
    entries = counted.activities.dropna(subset="official")
    vague = entries.loc[entries["date"].isna() | entries["activity"].isna(), "official"]
    unclear = counted.selection.is_unclear(entries, "pledge_signed")
    spoken = (entries["activity"] == "IKRAR") | entries["pledge_signed_shown"].notna() | unclear
    told = entries.loc[spoken & ~denied_elsewhere(entries), "official"]
    unspoken = meetings[meetings["attended_cell"].isna()].groupby("official").size()
    officials = counted.roster.drop(columns=["file", "sheet", "table_number", "row"])
    rows = officials[officials["official"].isin([*pledges["official"], *meetings["official"]])].copy()
    known = rows["official"].isin(vague)
    obliged = rows["official"].isin(pledges["official"])
    rows["is_pledge_missing"] = obliged & ~rows["official"].isin(told) & ~known
    rows["missing_meeting_count"] = rows["official"].map(unspoken).fillna(0).mask(known, 0)
    placed = rows.assign(file=None, sheet=None)
    return project(in_form(placed, counted.selection), "activity_entries", "judge")
