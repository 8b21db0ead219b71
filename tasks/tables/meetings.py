"""Who was summoned to which mandatory meeting of the agenda, and whether he or she came."""

from collections.abc import Mapping

import pandas as pd

from data.scope import Scope
from data.tables import project
from tasks.counting.roster import Roster
from tasks.counting.selection import Selection
from tasks.tables.pledges import entries_of_officials, in_form

_ASN = ("PNS", "PPPK")
_HEAD_POSITION = r"(?i)\s*lurah\b"


def summoned(agenda: pd.DataFrame, officials: pd.DataFrame, activities: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """Return one row for every official and mandatory meeting of the period up to as_of.

    In: *agenda* (read), *officials* (judge), *activities* (result with ``official_key``). Out: village_code, official,
    date, kind, attended (YA, DIWAKILI, TIDAK; missing when the village's sheet does not say). A meeting concerns the
    villages whose code begins with its area code, and the officials in office that its ``Wajib Hadir`` names.
    """
    until = min(pd.Timestamp(scope.period.last), pd.Timestamp(scope.as_of))
    called = agenda["date"].between(pd.Timestamp(scope.period.first), until) & agenda["must_attend"].notna()
    meetings = agenda.loc[called & agenda["area_code"].notna(), ["date", "kind", "area_code", "must_attend"]]
    people = officials.dropna(subset="official")
    rows = people[["village_code", "official", "category", "position", "term_from", "term_until"]]
    rows = rows.merge(meetings.drop_duplicates(), how="cross")
    inside = [code.startswith(area) for code, area in zip(rows["village_code"], rows["area_code"], strict=True)]
    in_office = (rows["term_from"].isna() | (rows["date"] >= rows["term_from"])) & (
        rows["term_until"].isna() | (rows["date"] <= rows["term_until"])
    )
    rows = rows[pd.Series(inside, index=rows.index, dtype="bool") & in_office & _is_called(rows)]
    came = activities[["official_key", "date", "activity", "attended"]].dropna(
        subset=["official_key", "date", "activity"]
    )
    came = came.set_axis(["official", "date", "kind", "attended"], axis="columns")
    came = came.drop_duplicates(["official", "date", "kind"])
    rows = rows.merge(came, on=["official", "date", "kind"], how="left")
    return rows[["village_code", "official", "date", "kind", "attended"]]


def meetings_to_judge(
    read: Mapping[str, pd.DataFrame], selection: Selection, found: Roster, days: pd.DataFrame, scope: Scope
) -> pd.DataFrame:
    """Return table *meetings* (judge): one row an official and mandatory meeting, with that day's attendance code.

    In: ``days`` as ``attendance.person_days`` returns them. Two agenda lines of one kind on one day are one meeting.
    """
    entries = entries_of_officials(read, found).rename(columns={"activity": "kind", "official": "official_key"})
    calls = summoned(read["agenda"], found.officials, entries.rename(columns={"kind": "activity"}), scope)
    keys = ["official", "date", "kind"]
    calls = calls.drop_duplicates(keys).drop(columns="village_code")
    first = entries.rename(columns={"official_key": "official"}).drop_duplicates(keys)
    rows = calls.merge(first[[*keys, "file", "sheet", "table_number", "row", "attended_cell"]], on=keys, how="left")
    rows = rows.merge(days[["official", "date", "code"]], on=["official", "date"], how="left")
    people = found.officials.dropna(subset="official")
    columns = ["official", "village_code", "subject", "subject_identifier", "identity"]
    rows = rows.merge(people[columns], on="official").assign(person=lambda t: t["identity"])
    rows["identity"] = rows["identity"] + "|" + rows["kind"]
    return project(in_form(rows, selection), "meetings", "judge")


def _is_called(rows: pd.DataFrame) -> "pd.Series[bool]":
    asn = rows["category"].isin(_ASN)
    heads = (rows["category"] == "KADES") | (asn & rows["position"].fillna("").str.match(_HEAD_POSITION))
    everyone = rows["must_attend"] == "SEMUA"
    return everyone | (heads & (rows["must_attend"] == "KADES/LURAH")) | (asn & (rows["must_attend"] == "ASN"))
