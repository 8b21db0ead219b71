"""Who was summoned to which mandatory meeting of the agenda, and whether he or she came."""

import pandas as pd

from data.forms import civil_servants
from data.scope import Scope
from data.tables import project
from tasks.counting.counted import Counted
from tasks.tables.pledges import in_form
from tasks.tables.statuses import has_status

_MEETING = ["official", "date", "kind"]
_HEAD_POSITION = r"(?i)\s*lurah\b"


def summoned(counted: Counted, scope: Scope) -> pd.DataFrame:
    """Return one row for every official and mandatory meeting of the period up to as_of.

    Out: village_code, official, date, kind, attended (YA, DIWAKILI, TIDAK; missing when the village's sheet does not
    say) and attended_shown, what its cell shows. A meeting concerns the villages whose code begins with its area code,
    and the officials in office that its ``Wajib Hadir`` names.
    """
    agenda = counted.agenda
    until = min(pd.Timestamp(scope.period.last), pd.Timestamp(scope.as_of))
    called = agenda["date"].between(pd.Timestamp(scope.period.first), until) & agenda["must_attend"].notna()
    meetings = agenda.loc[called & agenda["area_code"].notna(), ["date", "kind", "area_code", "must_attend"]]
    rows = counted.roster[
        ["village_code", "official", "category", "second_category", "position", "term_from", "term_until"]
    ]
    rows = rows.merge(meetings.drop_duplicates(), how="cross")
    inside = [code.startswith(area) for code, area in zip(rows["village_code"], rows["area_code"], strict=True)]
    in_office = (rows["term_from"].isna() | (rows["date"] >= rows["term_from"])) & (
        rows["term_until"].isna() | (rows["date"] <= rows["term_until"])
    )
    rows = rows[pd.Series(inside, index=rows.index, dtype="bool") & in_office & is_called(rows)]
    came = _entries(counted)[[*_MEETING, "attended", "attended_shown"]]
    rows = rows.merge(came, on=_MEETING, how="left")
    return rows[["village_code", *_MEETING, "attended", "attended_shown"]]


def meetings(counted: Counted, scope: Scope) -> pd.DataFrame:
    """Return table *meetings* (judge): one row an official and mandatory meeting, with that day's attendance code.

    Two agenda lines of one kind on one day are one meeting.
    """
    calls = summoned(counted, scope).drop_duplicates(_MEETING).drop(columns="village_code")
    placed = _entries(counted)[[*_MEETING, "file", "sheet", "table_number", "row", "attended_cell"]]
    rows = calls.merge(placed, on=_MEETING, how="left")
    days = counted.days[["official", "date", "code"]].assign(is_workday=True)
    rows = rows.merge(days, on=["official", "date"], how="left")
    rows["is_workday"] = rows["is_workday"].fillna(False).astype("bool")
    people = counted.roster[["official", "village_code", "subject", "subject_identifier", "identity"]]
    rows = rows.merge(people, on="official")
    rows["identity"] = rows["identity"] + "|" + rows["kind"]
    return project(in_form(rows, counted.selection), "meetings", "judge")


def _entries(counted: Counted) -> pd.DataFrame:
    """Return the first entry of each official about each activity of a day."""
    rows = counted.activities.rename(columns={"activity": "kind"}).dropna(subset=_MEETING)
    return rows.drop_duplicates(_MEETING)


def is_called(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Tell of each row (category, second status, position, must_attend) whether ``Wajib Hadir`` names the official."""
    asn = has_status(rows, civil_servants())
    heads = has_status(rows, ["KADES"]) | (asn & rows["position"].fillna("").str.match(_HEAD_POSITION))
    everyone = rows["must_attend"] == "SEMUA"
    return everyone | (heads & (rows["must_attend"] == "KADES/LURAH")) | (asn & (rows["must_attend"] == "ASN"))
