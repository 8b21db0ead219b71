"""The figures of villages and of larger areas: indicators, score, and how far each village is."""

from collections.abc import Mapping

import pandas as pd

from data.forms import form_label
from data.indicators import gate_reason
from data.register import regency_of, villages_in
from data.scope import Scope
from data.sentences import text
from data.tables import project
from tasks.scoring.indicators import Shares, indicator_rows
from tasks.scoring.score import Score, rounded, score

_RATIOS = ("ktw", "klk", "thd", "thd_upper", "thj", "tk_rate", "cpi", "krk", "lbs", "nih")
_SEVERITIES = ("block", "explain", "advise")
_SANCTION = "SANKSI_DIJATUHKAN"
_KNOWN_FROM = {
    **dict.fromkeys(("thd", "thd_upper", "thj", "tk_rate"), "attendance"),
    **dict.fromkeys(("cpi", "krk"), "activities"),
}
"""Indicators that nobody knows of a village whose form was not read: a 0 there would accuse its officials."""

_OF_READ_FORMS = ("cpi", "krk")
"""Those of them whose officials count in a larger area only where their village's form was read."""


def indicators_and_villages(
    shares: Mapping[str, Shares], submissions: pd.DataFrame, cases: pd.DataFrame, findings: pd.DataFrame, scope: Scope
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return tables *indicators* and *villages* (result).

    In: ``shares`` of every village by indicator; *submissions* (judge); *cases* and *findings* (result). An indicator
    that is not known, because its form was not read, has no value but its reason; it earns the score nothing, as a form
    that is missing never does: whoever hides one must not be better off than who sends it.
    """
    expected = villages_in(scope.area.code)
    read = {form: _current_villages(submissions, form) for form in {"attendance", *_KNOWN_FROM.values()}}
    has_attendance = read["attendance"]
    rows: list[dict[str, object]] = []
    scores: dict[str, Score] = {}
    for code in expected["code"]:
        sums = {name: by_village[code] for name, by_village in shares.items()}
        found = score(sums, has_attendance=code in has_attendance)
        scores[code] = found
        told = indicator_rows(code, sums, scope.language)
        rows += _with_points([_if_known(row, code, read, scope.language) for row in told], found)
        rows.append(_skn_row(code, found, scope.language))
        rows.append({"area_code": code, "indicator": "priority", "value": float(found.priority)})
    larger = {*expected["district_code"], scope.area.code, *map(regency_of, expected["code"])}
    for area_code in sorted(larger - set(expected["code"])):
        inside = [code for code in expected["code"] if code.startswith(area_code)]
        if not inside:
            continue
        sums = {
            name: _added(by_village, [code for code in inside if _counts(name, code, read)])
            for name, by_village in shares.items()
        }
        found = score(sums, has_attendance=True)
        rows += _with_points(indicator_rows(area_code, sums, scope.language), found)
        rows.append(_skn_row(area_code, found, scope.language))
    table = project(pd.DataFrame(rows), "indicators", "result")
    return table, _villages(submissions, cases, table, scores, findings, scope)


def _villages(
    submissions: pd.DataFrame,
    cases: pd.DataFrame,
    indicators: pd.DataFrame,
    scores: Mapping[str, Score],
    findings: pd.DataFrame,
    scope: Scope,
) -> pd.DataFrame:
    expected = villages_in(scope.area.code)
    told = indicators[["area_code", "indicator", "value", "numerator", "denominator"]].itertuples(index=False)
    figures = {(area, name): (value, earned, possible) for area, name, value, earned, possible in told}
    counts = findings.groupby(["village_code", "severity"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=_SEVERITIES, fill_value=0)
    status = _status(submissions, findings)
    sanctions = cases.loc[cases["stage"] == _SANCTION, "village_code"].value_counts()
    rows = []
    for code, name, district in expected[["code", "name", "district_code"]].itertuples(index=False):
        found = scores[code]
        row: dict[str, object] = {"village_code": code, "village_name": name, "district_code": district}
        row["status"] = status.get(code, "BELUM MASUK")
        row |= {ratio: _round(figures[code, ratio][0], 4) for ratio in _RATIOS}
        row["skr"] = _round(figures[code, "skr"][0], 2)
        row["skn"] = None if found.skn is None else rounded(found.skn, 2)
        row |= {"grade": found.grade, "gate": found.gate or None, "priority": rounded(found.priority, 4)}
        row["sanctions"] = int(sanctions.get(code, 0))
        _, filled, days = figures[code, "klk"]
        hk = int(days) if pd.notna(days) else 0
        row |= {"hk": hk, "blank_days": hk - int(filled) if hk else 0}
        for severity in _SEVERITIES:
            row[f"findings_{severity}"] = int(counts[severity].get(code, 0))
        rows.append(row)
    return project(pd.DataFrame(rows), "villages", "result")


def _status(submitted: pd.DataFrame, findings: pd.DataFrame) -> dict[str, str]:
    """Tell how far a village is.

    BELUM MASUK: nothing received; PERLU PERBAIKAN: something is missing or was rejected; TERLAMBAT: everything is
    there, something late; LENGKAP: everything in time.
    """
    received = submitted[submitted["state"] != "missing"]
    blocked = set(findings.loc[findings["severity"] == "block", "village_code"])
    late = set(findings.loc[findings["rule"] == "S02", "village_code"])
    sent = set(received["village_code"]) | set(findings.loc[findings["file"].notna(), "village_code"].dropna())
    return {code: "PERLU PERBAIKAN" if code in blocked else "TERLAMBAT" if code in late else "LENGKAP" for code in sent}


def _current_villages(submitted: pd.DataFrame, form: str) -> frozenset[str]:
    chosen = (submitted["form"] == form) & (submitted["state"] == "current")
    return frozenset(submitted.loc[chosen, "village_code"])


def _if_known(
    row: dict[str, object], village: str, read: Mapping[str, frozenset[str]], language: str
) -> dict[str, object]:
    """Return the row of an indicator; without value where the village's form that would tell it was not read."""
    form = _KNOWN_FROM.get(str(row["indicator"]))
    if form is None or village in read[form] or "reason" in row:
        return row
    reason = text("indicator_not_known", language, form=form_label(form, language))
    return {"area_code": row["area_code"], "indicator": row["indicator"], "reason": reason}


def _counts(indicator: str, village: str, read: Mapping[str, frozenset[str]]) -> bool:
    return indicator not in _OF_READ_FORMS or village in read[_KNOWN_FROM[indicator]]


def _with_points(rows: list[dict[str, object]], found: Score) -> list[dict[str, object]]:
    """Add to the indicators that made the score their weight and the points that they earned."""
    parts = {part.indicator: {"weight": part.weight, "points": float(part.points)} for part in found.parts}
    return [row | parts.get(str(row["indicator"]), {}) for row in rows]


def _skn_row(area_code: str, found: Score, language: str) -> dict[str, object]:
    """Return the row of the score; a larger area is scored from its sums like a village, but bears no grade."""
    value = None if found.skn is None else float(found.skn)
    reason = gate_reason(found.gate, language) if found.skn is None else None
    return {"area_code": area_code, "indicator": "skn", "value": value, "reason": reason}


def _added(shares: Shares, villages: list[str]) -> tuple[float, float]:
    """Add up numerators and denominators; percentages are never averaged."""
    own = [shares[code] for code in villages]
    return sum(numerator for numerator, _ in own), sum(denominator for _, denominator in own)


def _round(value: float, decimals: int) -> float | None:
    return None if pd.isna(value) else rounded(float(value), decimals)
