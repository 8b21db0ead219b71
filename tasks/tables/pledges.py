"""Who is obliged to pledge neutrality, and whether a signed pledge stands in the village's form."""

from datetime import date

import pandas as pd

from data.law import PledgeDuty
from data.reference import reference
from data.scope import Scope
from data.tables import project
from expectations.validity import in_force
from tasks.counting.counted import Counted
from tasks.counting.selection import Selection
from tasks.tables.statuses import has_status

_FORM = "activities"
_PLEDGE = "IKRAR"
_ENTRY = ["official", "file", "sheet", "table_number", "row", "pledge_signed", "pledge_signed_cell", "signed"]


def pledges(counted: Counted, scope: Scope) -> pd.DataFrame:
    """Return table *pledges* (judge): one row an obliged official, at the row that signs, else at the last one.

    Not knowing accuses nobody: who has a row that is not understood is neither signed nor not_signed, and who may or
    may not be obliged, because no status is known, is there only with a signed pledge.
    """
    officials = counted.roster
    month_end = scope.period.last
    rows = officials[is_obliged(officials, month_end) | officials["category"].isna()].drop(
        columns=["file", "sheet", "table_number", "row"]
    )
    every = counted.activities.dropna(subset="official")
    every = every[~denied_elsewhere(every)]
    entries = every.dropna(subset="pledge_signed")
    signed = (entries["pledge_signed"] == "YA") & (entries["date"] <= pd.Timestamp(scope.as_of))
    entries = entries.assign(signed=signed).sort_values(["signed", "date", "row"], na_position="first")
    last = entries.drop_duplicates("official", keep="last")[_ENTRY]
    rows = rows.merge(last, on="official", how="left")
    rows["signed"] = rows["signed"].fillna(False).astype("bool")
    rows["state"] = _states(rows, every, counted.selection.is_unclear(every, "pledge_signed"))
    rows = rows[is_obliged(rows, month_end) | rows["signed"]]
    return project(in_form(rows, counted.selection), "pledges", "judge")


def is_obliged(officials: pd.DataFrame, day: date) -> "pd.Series[bool]":
    """Tell who is obliged to pledge on a day: civil servants anywhere, others where their regency has a basis for it.

    In: category, second_category, village_code. pledge_duties.csv names the duties; nobody of a category without a row
    is obliged, nor is anybody whose category is not known: a blank must not turn a TIDAK into an allegation.
    """
    duties = reference("pledge_duties", PledgeDuty)
    today = pd.Series(pd.Timestamp(day), index=duties.index)
    duties = duties[in_force(today, duties["valid_from"], duties["valid_until"])]
    everywhere = set(duties.loc[duties["area_code"].isna(), "category"])
    obliged = has_status(officials, everywhere)
    for category, area in duties.dropna(subset="area_code")[["category", "area_code"]].itertuples(index=False):
        obliged |= has_status(officials, [category]) & officials["village_code"].str.startswith(area)
    return obliged


def denied_elsewhere(entries: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which rows say TIDAK of the pledge at an activity that is no pledge: nobody was asked to sign there."""
    elsewhere = entries["activity"].notna() & (entries["activity"] != _PLEDGE)
    return elsewhere & (entries["pledge_signed"] == "TIDAK")


def _states(rows: pd.DataFrame, entries: pd.DataFrame, unclear: "pd.Series[bool]") -> "pd.Series[str]":
    told, agreed = entries["pledge_signed_shown"].notna(), entries["pledge_signed"] == "YA"
    unread = unclear | (told & entries["pledge_signed"].isna()) | (agreed & entries["date"].isna())
    blank = ~told & ((entries["activity"] == _PLEDGE) | entries["activity"].isna())
    is_unread = rows["official"].isin(entries.loc[unread, "official"])
    not_signed = (rows["pledge_signed"] == "TIDAK") & ~rows["official"].isin(entries.loc[blank, "official"])
    states = (
        pd.Series("unrecorded", index=rows.index, dtype="str").mask(not_signed, "not_signed").mask(is_unread, "unread")
    )
    return states.mask(rows["signed"], "signed")


def in_form(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Place the rows without an entry in the village's counted form; ``form_received`` tells where there is one."""
    sheets = selection.current[selection.current["form"] == _FORM]
    first = sheets.drop_duplicates("village_code").set_index("village_code")
    placed = {
        name: rows[name].astype("str").fillna(rows["village_code"].map(first[name]).astype("str"))
        for name in ("file", "sheet")
    }
    return rows.assign(**placed, form=_FORM, form_received=rows["village_code"].isin(first.index))
