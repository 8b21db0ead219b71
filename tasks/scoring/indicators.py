"""The indicators of 3-scoring.md as numerators and denominators, for villages and, added up, for larger areas.

Every indicator is a long-table row of *indicators* (result); an area adds numerators and denominators of its
villages and never averages percentages.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.forms import EXPECTED_FORMS, attendance_codes, code_list
from data.indicators import not_applied
from data.reference import limit
from data.register import villages_in
from data.scope import Scope
from tasks.tables.meetings import summoned
from tasks.tables.pledges import is_obliged


@dataclass(frozen=True)
class Evidence:
    """What the indicators are made from; all tables of one audit.

    ``submissions`` and ``officials`` are judge tables, ``person_days`` as ``attendance.person_days`` returns it,
    ``activities`` and ``cases`` and ``vulnerabilities`` result tables (activities with ``official_key``),
    ``nil_statements`` a judge table, ``agenda`` a read table.
    """

    scope: Scope
    submissions: pd.DataFrame
    officials: pd.DataFrame
    person_days: pd.DataFrame
    activities: pd.DataFrame
    cases: pd.DataFrame
    vulnerabilities: pd.DataFrame
    nil_statements: pd.DataFrame
    agenda: pd.DataFrame


Shares = pd.DataFrame
"""Numerator and denominator by village code; a village that is missing has 0 of 0."""


def village_shares(evidence: Evidence) -> dict[str, Shares]:
    """Return numerators and denominators of every simple indicator for all villages of the area."""
    codes = villages_in(evidence.scope.area.code)["code"]
    days = evidence.person_days[evidence.person_days["counted"]]
    makers: dict[str, Callable[[], Shares]] = {
        "ktw": lambda: _timeliness(evidence.submissions),
        "klk": lambda: _day_share(days, days["code"].notna()),
        "thd": lambda: _day_share(days, days["code"].isin(attendance_codes("at_work"))),
        "thd_upper": lambda: _day_share(days, days["code"].isna() | days["code"].isin(attendance_codes("at_work"))),
        "thj": lambda: _day_share(days, days["code"].isin(attendance_codes("accounted"))),
        "tk_rate": lambda: _day_share(days, days["code"] == "TK"),
        "cpi": lambda: _pledges(evidence),
        "krk": lambda: _meetings(evidence),
        "lbs": lambda: _open_cases(evidence.cases),
        "nih": lambda: _nil_discipline(evidence.nil_statements, codes),
        "skr": lambda: _vulnerability(evidence.vulnerabilities),
    }
    return {name: make().reindex(codes).fillna(0.0) for name, make in makers.items()}


def indicator_rows(area_code: str, sums: Mapping[str, tuple[float, float]], language: str) -> list[dict[str, object]]:
    """Return the rows of *indicators* for one area from its sums of numerators and denominators.

    A denominator of 0 is "not applied" with its reason, but for LBS, where no case means 0.
    """
    return [_row(area_code, name, *sums[name], language) for name in sums]


def _row(area_code: str, name: str, numerator: float, denominator: float, language: str) -> dict[str, object]:
    row: dict[str, object] = {"area_code": area_code, "indicator": name}
    reason = not_applied(name, language)
    if denominator == 0 and reason:
        return row | {"reason": reason}
    scale = 100 if name == "skr" else 1
    value = scale * numerator / denominator if denominator else 0.0
    return row | {"numerator": numerator, "denominator": denominator, "value": value}


def _shares(numerator: "pd.Series[Any]", denominator: "pd.Series[Any]") -> Shares:
    return pd.DataFrame({"numerator": numerator, "denominator": denominator}).astype("float64")


def _timeliness(submissions: pd.DataFrame) -> Shares:
    """KTW: mean over the four forms of max(0, 1 − days late / 7), kept whole as (7 − days late) of 7 each."""
    week = limit("late_days_to_zero")
    current = submissions[submissions["state"] == "current"]
    late = (current["earliest_date"] - current["due_date"]).dt.days.clip(lower=0)
    earned = (week - late).clip(lower=0).groupby(current["village_code"]).sum()
    villages = submissions["village_code"].unique()
    owed = pd.Series(week * len(EXPECTED_FORMS), index=villages)
    return _shares(earned.reindex(villages).fillna(0.0), owed)


def _day_share(days: pd.DataFrame, counted: "pd.Series[bool]") -> Shares:
    by_village = counted.groupby(days["village_code"])
    return _shares(by_village.sum(), by_village.size())


def _pledges(evidence: Evidence) -> Shares:
    officials = evidence.officials.dropna(subset="official")
    obliged = officials[is_obliged(officials)]
    rows = evidence.activities
    signed = rows[(rows["pledge_signed"] == "YA") & (rows["date"] <= pd.Timestamp(evidence.scope.as_of))]
    has_signed = obliged["official"].isin(signed["official_key"].dropna())
    by_village = has_signed.groupby(obliged["village_code"])
    return _shares(by_village.sum(), by_village.size())


def _meetings(evidence: Evidence) -> Shares:
    calls = summoned(evidence.agenda, evidence.officials, evidence.activities, evidence.scope)
    weight = limit("representation_weight")
    earned = (calls["attended"] == "YA") + weight * (calls["attended"] == "DIWAKILI")
    by_village = earned.astype("float64").groupby(calls["village_code"])
    return _shares(by_village.sum(), by_village.size())


def _open_cases(cases: pd.DataFrame) -> Shares:
    by_village = cases["open"].groupby(cases["village_code"])
    return _shares(by_village.sum(), by_village.size())


def _nil_discipline(statements: pd.DataFrame, codes: "pd.Series[str]") -> Shares:
    """NIH: half each for reports and vulnerabilities: the form has rows, or nil is stated."""
    told = (statements["row_count"].fillna(0) > 0) | (statements["stated"] == "YA")
    earned = told.groupby(statements["village_code"]).sum().reindex(codes).fillna(0)
    return _shares(earned, pd.Series(2, index=codes))


def _vulnerability(entries: pd.DataFrame) -> Shares:
    """SKR: Σ weight · highest level of any source, over 2 · Σ weight of the variables that are mapped."""
    known = entries.dropna(subset=["variable", "level"])
    highest = known.groupby(["village_code", "variable"], as_index=False)["level"].max()
    weights = {entry.code: 1.0 for entry in code_list("variable")}
    weights["NETRALITAS"] = limit("vulnerability_weight_neutrality")
    weight = highest["variable"].map(weights)
    numerator = (weight * highest["level"]).groupby(highest["village_code"]).sum()
    return _shares(numerator, (2 * weight).groupby(highest["village_code"]).sum())
