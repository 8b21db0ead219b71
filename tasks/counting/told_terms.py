"""Whose service ended or began during the month by the village's own words: remarks, and "Alm." in a name.

A date ends or begins the term there, so that no day after or before it is expected. Without one, the blank days at that
end of the month are one question, not one each.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

import pandas as pd

from data.scope import Scope
from data.term_remarks import TermRemark, term_remark
from tasks.counting.roster import Roster
from tasks.counting.selection import TABLE

_PERSON = [*TABLE, "person_row"]
_ONE_DAY = pd.Timedelta(days=1)


def with_told_terms(found: Roster, attendance: pd.DataFrame, scope: Scope) -> tuple[Roster, dict[int, str]]:
    """Return the roster with the terms that the sheets tell, and by official the undated ends (left, began).

    In: *attendance* (read). A term of the register that is narrower stays.
    """
    told = _told(found, attendance, scope)
    officials = found.officials
    until = {who: pd.Timestamp(each.day) - _ONE_DAY for who, each in told.items() if each.day and each.kind == "left"}
    since = {who: pd.Timestamp(each.day) for who, each in told.items() if each.day and each.kind == "began"}
    if until or since:
        officials = officials.assign(
            term_until=_narrower(officials, "term_until", until, "min"),
            term_from=_narrower(officials, "term_from", since, "max"),
        )
    undated = {who: each.kind for who, each in told.items() if each.day is None}
    return replace(found, officials=officials), dict(undated)


def asked_once(rows: pd.DataFrame, undated: Mapping[int, str]) -> "pd.Series[bool]":
    """Tell which rows of attendance are blank days of somebody who left, or only began, beyond the one that is asked.

    In: official, date, shown and workday of each cell.
    """
    beyond = pd.Series(False, index=rows.index, dtype="bool")
    for official, kind in undated.items():
        own = rows[(rows["official"] == official) & rows["date"].notna()]
        filled = own.loc[own["shown"].notna(), "date"]
        if kind == "left":
            outside = own["date"] > filled.max() if len(filled) else own["date"].notna()
        else:
            outside = own["date"] < filled.min() if len(filled) else own["date"].notna()
        days = own[outside & own["workday"]].sort_values("date")
        beyond[days.index[1:] if kind == "left" else days.index[:-1]] = True
    return beyond


def _told(found: Roster, attendance: pd.DataFrame, scope: Scope) -> dict[int, TermRemark]:
    """Return what the sheets say of each official's service; one with a date goes before one without."""
    year = scope.period.year
    who = found.mentions.dropna(subset="official")
    who = who[who["form"] == "attendance"]
    remarks = attendance.loc[attendance["remark"].notna(), [*_PERSON, "remark"]].drop_duplicates()
    telling = {text for text in remarks["remark"].unique() if term_remark(text, year)}
    remarks = remarks[remarks["remark"].isin(telling)]
    people = who[[*TABLE, "row", "official"]].rename(columns={"row": "person_row"})
    told = remarks.merge(people, on=_PERSON)[["official", "remark"]].itertuples(index=False, name=None)
    named = who.loc[who["name"].notna(), ["official", "name"]].itertuples(index=False, name=None)
    found_terms: dict[int, TermRemark] = {}
    for official, text in (*told, *named):
        said = term_remark(text, year)
        if said and (official not in found_terms or found_terms[official].day is None):
            found_terms[int(official)] = said
    return found_terms


def _narrower(
    officials: pd.DataFrame, end: Literal["term_from", "term_until"], told: Mapping[int, pd.Timestamp], pick: str
) -> "pd.Series[pd.Timestamp]":
    stated = officials["official"].map(dict(told)).astype("datetime64[s]")
    both = pd.concat([officials[end].astype("datetime64[s]"), stated], axis="columns")
    return both.agg(pick, axis="columns").astype("datetime64[s]")
