"""What is published of officials: their days, their meetings and pledges, and absences beside political events."""

from collections.abc import Sequence

import pandas as pd

from data.forms import code_list
from data.identifiers import masked
from data.indicators import CoincidenceRemark
from data.reference import limit, load
from data.tables import project
from expectations.validation import Verdict
from tasks.counting.counted import Counted

_COINCIDENCE = "N05"


def officials(counted: Counted) -> pd.DataFrame:
    """Return table *officials* (result): HK and the count of every code on working days, for each official."""
    codes = [entry.code for entry in code_list("attendance")]
    days = counted.days.assign(code=counted.days["code"].fillna("blank"))
    counts = days.groupby(["official", "code"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=[*codes, "blank"], fill_value=0)
    hk = counted.days.groupby("official")["counted"].sum().rename("hk")
    people = counted.roster.set_index("official")
    rows = people[["village_code", "identifier", "name", "position", "category"]].join([counts, hk])
    rows[[*codes, "blank", "hk"]] = rows[[*codes, "blank", "hk"]].fillna(0)
    rows["official"] = masked(rows["identifier"])
    table = project(rows, "officials", "result")
    return table.sort_values(["village_code", "name", "official"], ignore_index=True)


def person_days(counted: Counted) -> pd.DataFrame:
    """Return table *person_days* (result): every day cell of an existing day."""
    rows = counted.attendance[counted.attendance["date"].notna() & counted.attendance["in_period"]]
    known = counted.roster.set_index("official")["identifier"]
    rows = rows.assign(
        official=masked(rows["official"].map(known).astype("str").fillna(rows["subject_identifier"])),
        name=rows["subject"],
    )
    table = project(rows, "person_days", "result")
    return table.sort_values(["village_code", "name", "official", "date", "file", "cell"], ignore_index=True)


def activities(counted: Counted) -> pd.DataFrame:
    """Return table *activities* (result): meetings and pledges as they are told."""
    rows = counted.activities
    known = counted.roster.set_index("official")["identifier"]
    identifier = rows["official"].map(known).astype("str").fillna(rows["subject_identifier"])
    table = project(rows.assign(official=masked(identifier), cell=rows["attended_cell"]), "activities", "result")
    return table.sort_values(["village_code", "date", "activity", "name", "file", "cell"], ignore_index=True)


def coincidences(judged: pd.DataFrame, verdicts: Sequence[Verdict], language: str) -> pd.DataFrame:
    """Return table *coincidences* (result): every village with its figures and what they say, and who is indicated.

    In: *coincidences* (judge). What is indicated is what the rule N05 says, here only put into words.
    """
    failing = {row for verdict in verdicts if verdict.rule == _COINCIDENCE for row in verdict.rows}
    indicated = pd.Series(judged.index.isin(list(failing)), index=judged.index)
    rows = judged.assign(
        official=masked(judged["subject_identifier"]),
        name=judged["subject"],
        remark=_remarks(judged, indicated, language),
    )
    table = project(rows[(judged["level"] == "village") | indicated], "coincidences", "result")
    return table.sort_values(["village_code", "name", "official"], na_position="first", ignore_index=True)


def _remarks(judged: pd.DataFrame, indicated: "pd.Series[bool]", language: str) -> "pd.Series[str]":
    codes = pd.Series("not_indicated", index=judged.index, dtype="str")
    codes = codes.mask(judged["ratio"].isna(), "one_side")
    codes = codes.mask(judged["event_days"] == 0, "no_events")
    codes = codes.mask((judged["event_days"] == 0) & (judged["early_days"] > 0), "only_early")
    nothing = (judged["event_person_days"] == 0) & (judged["other_person_days"] == 0)
    codes = codes.mask(nothing, "no_attendance").mask(indicated, "indicated")
    stronger = indicated & (judged["discovery"] < limit("coincidence_discovery"))
    codes = codes.mask(stronger, "stronger")
    texts = {row.remark: row.text(language) for row in load("coincidence_remarks", CoincidenceRemark)}
    told = [texts[code].format(early_days=early) for code, early in zip(codes, judged["early_days"], strict=True)]
    return pd.Series(told, index=judged.index, dtype="str")
