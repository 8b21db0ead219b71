"""The result tables: every expected village in them, also the silent ones, and identifiers masked."""

from collections.abc import Mapping
from pathlib import PurePosixPath

import pandas as pd

from data.forms import code_list
from data.identifiers import masked
from data.indicators import gate_reason
from data.register import villages_in
from data.sentences import VILLAGES, text
from data.tables import project
from tasks.counting.selection import Selection
from tasks.findings.redaction import shown_values
from tasks.scoring.indicators import Evidence, indicator_rows, village_shares
from tasks.scoring.score import Score, rounded, score

_RATIOS = ("ktw", "klk", "thd", "thd_upper", "thj", "tk_rate", "cpi", "krk", "lbs", "nih")
_SEVERITIES = ("block", "explain", "advise")
_SANCTION = "SANKSI_DIJATUHKAN"


def indicators_and_villages(evidence: Evidence, findings: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return tables *indicators* and *villages* (result)."""
    scope = evidence.scope
    shares = village_shares(evidence)
    expected = villages_in(scope.area.code)
    has_attendance = _current_villages(evidence.submissions, "attendance")
    rows: list[dict[str, object]] = []
    scores: dict[str, Score] = {}
    for code in expected["code"]:
        sums = {name: _sums(table.loc[[code]]) for name, table in shares.items()}
        found = score(sums, has_attendance=code in has_attendance)
        scores[code] = found
        rows += _with_points(indicator_rows(code, sums, scope.language), found)
        rows.append(_skn_row(code, found, scope.language))
        rows.append({"area_code": code, "indicator": "priority", "value": float(found.priority)})
    larger = {*expected["district_code"], scope.area.code, *(code[:5] for code in expected["code"])}
    for area_code in sorted(larger - set(expected["code"])):
        inside = expected.loc[expected["code"].str.startswith(area_code), "code"]
        if inside.empty:
            continue
        sums = {name: _sums(table.loc[inside]) for name, table in shares.items()}
        found = score(sums, has_attendance=True)
        rows += _with_points(indicator_rows(area_code, sums, scope.language), found)
        rows.append(_skn_row(area_code, found, scope.language))
    table = project(pd.DataFrame(rows), "indicators", "result")
    return table, _villages(evidence, table, scores, findings)


def officials(evidence: Evidence) -> pd.DataFrame:
    """Return table *officials* (result): HK and the count of every code on working days, for each official."""
    codes = [entry.code for entry in code_list("attendance")]
    days = evidence.person_days.assign(code=evidence.person_days["code"].fillna("blank"))
    counts = days.groupby(["official", "code"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=[*codes, "blank"], fill_value=0)
    counted = evidence.person_days.groupby("official")["counted"].sum().rename("hk")
    people = evidence.officials.dropna(subset="official").set_index("official")
    rows = people[["village_code", "identifier", "name", "position", "category"]].join([counts, counted])
    rows[[*codes, "blank", "hk"]] = rows[[*codes, "blank", "hk"]].fillna(0)
    rows["official"] = masked(rows["identifier"])
    table = project(rows, "officials", "result")
    return table.sort_values(["village_code", "name", "official"], ignore_index=True)


def person_days(attendance: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return table *person_days* (result) from *attendance* (judge): every day cell of an existing day."""
    rows = attendance[attendance["date"].notna() & attendance["in_period"]]
    known = people.dropna(subset="official").set_index("official")["identifier"]
    rows = rows.assign(
        official=masked(rows["official"].map(known).astype("str").fillna(rows["subject_identifier"])),
        name=rows["subject"],
    )
    table = project(rows, "person_days", "result")
    return table.sort_values(["village_code", "name", "official", "date", "file", "cell"], ignore_index=True)


def repairs(read: Mapping[str, pd.DataFrame], selection: Selection) -> pd.DataFrame:
    """Return table *repairs* (result) of the files that count, identifiers masked."""
    counted = selection.files.loc[selection.files["state"] == "current", "file"]
    rows = read["repairs"]
    rows = rows[rows["file"].isin(counted)]
    dates = rows["reason"] == "date_text"
    for column in ("before", "after"):
        shown = shown_values(rows[column], "text").where(~dates, shown_values(rows[column], "date"))
        rows = rows.assign(**{column: shown})
    return project(rows, "repairs", "result").sort_values(["file", "sheet", "cell"], ignore_index=True)


def submissions(selection: Selection, judged: pd.DataFrame) -> pd.DataFrame:
    """Return table *submissions* (result): one row for each file and form of a village, and for each missing form."""
    facts = selection.sheets.drop_duplicates(["file", "form"])[["file", "form", "sha256", "size", "reason"]]
    rows = judged.merge(facts, on=["file", "form"], how="left")
    rows["reason"] = rows["reason"].astype("str").fillna(_for_other_months(rows, selection.other_months))
    rows = rows.assign(
        received_at=rows["received_date"],
        rows_read=rows["row_count"],
        rows_counted=rows["row_count"].where(rows["state"] == "current", 0),
    )
    table = project(rows, "submissions", "result")
    return table.sort_values(["village_code", "form", "file"], ignore_index=True)


def _for_other_months(rows: pd.DataFrame, sheets: pd.DataFrame) -> "pd.Series[str]":
    """Tell which sheets of a row's village and form are for another month; missing where there is none."""
    told = {
        key: "; ".join(
            text("sheet_for_month", VILLAGES, sheet=sheet, file=PurePosixPath(file).name, month=month)
            for file, sheet, month in group[["file", "sheet", "period_label"]].itertuples(index=False)
        )
        for key, group in sheets.groupby(["village_code", "form"])
    }
    keys = rows[["village_code", "form"]].itertuples(index=False, name=None)
    return pd.Series([told.get(key) for key in keys], index=rows.index, dtype="str")


def files(selection: Selection, read: Mapping[str, pd.DataFrame], submitted: pd.DataFrame) -> pd.DataFrame:
    """Return table *files* (result): every file seen, with exactly one state."""
    counts = submitted.groupby("file")[["rows_read", "rows_counted"]].sum()
    rows = selection.files.merge(read["opened"][["file", "kind"]], on="file", how="left").join(counts, on="file")
    rows[["rows_read", "rows_counted"]] = rows[["rows_read", "rows_counted"]].fillna(0)
    return project(rows, "files", "result")


def _villages(
    evidence: Evidence, indicators: pd.DataFrame, scores: Mapping[str, Score], findings: pd.DataFrame
) -> pd.DataFrame:
    expected = villages_in(evidence.scope.area.code)
    values = indicators.pivot(index="area_code", columns="indicator", values="value")
    sums = indicators.pivot(index="area_code", columns="indicator", values=["numerator", "denominator"])
    counts = findings.groupby(["village_code", "severity"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=_SEVERITIES, fill_value=0)
    status = _status(evidence.submissions, findings)
    sanctions = evidence.cases.loc[evidence.cases["stage"] == _SANCTION, "village_code"].value_counts()
    rows = []
    for code, name, district in expected[["code", "name", "district_code"]].itertuples(index=False):
        found = scores[code]
        row: dict[str, object] = {"village_code": code, "village_name": name, "district_code": district}
        row["status"] = status.get(code, "BELUM MASUK")
        row |= {ratio: _round(values.loc[code, ratio], 4) for ratio in _RATIOS}
        row["skr"] = _round(values.loc[code, "skr"], 2)
        row["skn"] = None if found.skn is None else rounded(found.skn, 2)
        row |= {"grade": found.grade, "gate": found.gate or None, "priority": rounded(found.priority, 4)}
        row["sanctions"] = int(sanctions.get(code, 0))
        days = sums.loc[code]
        hk = int(days["denominator", "klk"]) if pd.notna(days["denominator", "klk"]) else 0
        row |= {"hk": hk, "blank_days": hk - int(days["numerator", "klk"]) if hk else 0}
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


def _with_points(rows: list[dict[str, object]], found: Score) -> list[dict[str, object]]:
    """Add to the indicators that made the score their weight and the points that they earned."""
    parts = {part.indicator: {"weight": part.weight, "points": float(part.points)} for part in found.parts}
    return [row | parts.get(str(row["indicator"]), {}) for row in rows]


def _skn_row(area_code: str, found: Score, language: str) -> dict[str, object]:
    """Return the row of the score; a larger area is scored from its sums like a village, but bears no grade."""
    value = None if found.skn is None else float(found.skn)
    reason = gate_reason(found.gate, language) if found.skn is None else None
    return {"area_code": area_code, "indicator": "skn", "value": value, "reason": reason}


def _sums(shares: pd.DataFrame) -> tuple[float, float]:
    return float(shares["numerator"].sum()), float(shares["denominator"].sum())


def _round(value: float, decimals: int) -> float | None:
    return None if pd.isna(value) else rounded(float(value), decimals)
