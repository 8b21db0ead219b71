"""The indicators of 3-scoring.md as numerators and denominators, for villages and, added up, for larger areas.

Every indicator is a long-table row of *indicators* (result); an area adds numerators and denominators of its
villages and never averages percentages.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from data.forms import attendance_codes, code_list, expected_forms
from data.indicators import not_applied
from data.reference import limit
from data.register import villages_in
from data.scope import Scope
from data.vulnerability_map import OFFICIALS_NEUTRALITY
from tasks.counting.counted import Counted
from tasks.tables.judged import Judged
from tasks.tables.meetings import summoned

Shares = Mapping[str, tuple[float, float]]
"""Numerator and denominator by village code."""

_Sums = pd.DataFrame
"""Numerator and denominator, the index are village codes; a village that is missing has 0 of 0."""


def village_shares(counted: Counted, judged: Judged, scope: Scope) -> dict[str, Shares]:
    """Return numerators and denominators of every simple indicator for all villages of the area."""
    codes = villages_in(scope.area.code)["code"]
    days = counted.days[counted.days["counted"]]
    makers: dict[str, Callable[[], _Sums]] = {
        "ktw": lambda: _timeliness(judged.submissions),
        "klk": lambda: _day_share(days, days["code"].notna()),
        "thd": lambda: _day_share(days, days["code"].isin(attendance_codes("at_work"))),
        "thd_upper": lambda: _day_share(days, days["code"].isna() | days["code"].isin(attendance_codes("at_work"))),
        "thj": lambda: _day_share(days, days["code"].isin(attendance_codes("accounted"))),
        "tk_rate": lambda: _day_share(days, days["code"] == "TK"),
        "cpi": lambda: _pledges(judged.pledges),
        "krk": lambda: _meetings(counted, scope),
        "lbs": lambda: _open_cases(judged.cases),
        "nih": lambda: _nil_discipline(judged.nil_statements, codes),
        "skr": lambda: _vulnerability(counted.vulnerabilities),
    }
    return {name: _by_village(make().reindex(codes).fillna(0.0)) for name, make in makers.items()}


def _by_village(sums: _Sums) -> Shares:
    pairs = zip(sums["numerator"].astype("float64"), sums["denominator"].astype("float64"), strict=True)
    return dict(zip(sums.index, pairs, strict=True))


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


def _shares(numerator: "pd.Series[Any]", denominator: "pd.Series[Any]") -> _Sums:
    return pd.DataFrame({"numerator": numerator, "denominator": denominator}).astype("float64")


def _timeliness(submissions: pd.DataFrame) -> _Sums:
    """KTW: mean over the four forms of max(0, 1 − days late / 7), kept whole as (7 − days late) of 7 each."""
    week = limit("late_days_to_zero")
    current = submissions[submissions["state"] == "current"]
    late = (current["earliest_date"] - current["due_date"]).dt.days.clip(lower=0)
    earned = (week - late).clip(lower=0).groupby(current["village_code"]).sum()
    villages = submissions["village_code"].unique()
    owed = pd.Series(week * len(expected_forms()), index=villages)
    return _shares(earned.reindex(villages).fillna(0.0), owed)


def _day_share(days: pd.DataFrame, counted: "pd.Series[bool]") -> _Sums:
    by_village = counted.groupby(days["village_code"])
    return _shares(by_village.sum(), by_village.size())


def _pledges(pledges: pd.DataFrame) -> _Sums:
    """CPI: signed pledges of those who must sign; who has one that is not understood is in neither number."""
    known = pledges[pledges["state"] != "unread"]
    by_village = (known["state"] == "signed").groupby(known["village_code"])
    return _shares(by_village.sum(), by_village.size())


def _meetings(counted: Counted, scope: Scope) -> _Sums:
    """KRK: came, or was represented; what is written and not understood is in neither number."""
    calls = summoned(counted, scope)
    calls = calls[calls["attended"].notna() | calls["attended_shown"].isna()]
    weight = limit("representation_weight")
    earned = (calls["attended"] == "YA") + weight * (calls["attended"] == "DIWAKILI")
    by_village = earned.astype("float64").groupby(calls["village_code"])
    return _shares(by_village.sum(), by_village.size())


def _open_cases(cases: pd.DataFrame) -> _Sums:
    """LBS: open cases of all; a case whose stage is not understood is in neither number."""
    known = cases[~cases["is_stage_unread"]]
    by_village = known["open"].groupby(known["village_code"])
    return _shares(by_village.sum(), by_village.size())


def _nil_discipline(statements: pd.DataFrame, codes: "pd.Series[str]") -> _Sums:
    """NIH: half each for reports and vulnerabilities: the form has rows, or nil is stated."""
    told = (statements["row_count"].fillna(0) > 0) | (statements["stated"] == "YA")
    earned = told.groupby(statements["village_code"]).sum().reindex(codes).fillna(0)
    return _shares(earned, pd.Series(2, index=codes))


def _vulnerability(entries: pd.DataFrame) -> _Sums:
    """SKR: Σ weight · highest level of any source, over 2 · Σ weight of the variables that are mapped."""
    known = entries.dropna(subset=["variable", "level"])
    highest = known.groupby(["village_code", "variable"], as_index=False)["level"].max()
    weights = {entry.code: 1.0 for entry in code_list("variable")}
    weights[OFFICIALS_NEUTRALITY] = limit("vulnerability_weight_neutrality")
    weight = highest["variable"].map(weights)
    numerator = (weight * highest["level"]).groupby(highest["village_code"]).sum()
    return _shares(numerator, (2 * weight).groupby(highest["village_code"]).sum())
