"""Who was summoned to which mandatory meeting of the agenda, and whether he or she came."""

import pandas as pd

from data.scope import Scope

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


def _is_called(rows: pd.DataFrame) -> "pd.Series[bool]":
    asn = rows["category"].isin(_ASN)
    heads = (rows["category"] == "KADES") | (asn & rows["position"].fillna("").str.match(_HEAD_POSITION))
    everyone = rows["must_attend"] == "SEMUA"
    return everyone | (heads & (rows["must_attend"] == "KADES/LURAH")) | (asn & (rows["must_attend"] == "ASN"))
