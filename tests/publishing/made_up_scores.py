"""Made-up indicators, scores and grades that agree with each other."""

import random
from collections.abc import Mapping

import pandas as pd

from data.indicators import weights
from data.reference import records
from tests.publishing.made_up import Row


def shares_of(silent: bool, chance: random.Random) -> dict[str, tuple[float, float]]:
    """Return numerator and denominator of every indicator of one village."""
    hk = 0 if silent else 276
    blank, unexcused, sick = chance.randrange(20), chance.randrange(40), chance.randrange(20)
    if silent:
        blank = unexcused = sick = 0
    return {
        "ktw": (0 if silent else 28 - chance.randrange(20), 28),
        "klk": (hk - blank, hk),
        "thd": (hk - blank - unexcused - sick, hk),
        "thd_upper": (hk - unexcused - sick, hk),
        "thj": (hk - blank - unexcused, hk),
        "tk_rate": (unexcused, hk),
        "cpi": (chance.randrange(13), 0 if silent else 12),
        "krk": (0, 0) if silent else (chance.randrange(24) / 2, 12),
        "lbs": (0, 0) if silent else (chance.randrange(2), 2),
        "nih": (0 if silent else chance.randrange(1, 3), 2),
        "skr": (0, 0) if silent else (chance.randrange(18), 18),
    }


def _value(name: str, numerator: float, denominator: float) -> float | None:
    if denominator:
        return (100 if name == "skr" else 1) * numerator / denominator
    return 0.0 if name == "lbs" else None


def _score(shares: Mapping[str, tuple[float, float]]) -> float | None:
    if not shares["klk"][1]:
        return None
    values = {name: _value(name, *shares[name]) for name in weights()}
    applied = {name: weight for name, weight in weights().items() if values[name] is not None}
    return 100 * sum(weight * (values[name] or 0) for name, weight in applied.items()) / sum(applied.values())


def _points(name: str, shares: Mapping[str, tuple[float, float]]) -> Row:
    """Return weight and points of a part of a score that was made."""
    applied = {part: weight for part, weight in weights().items() if shares[part][1]}
    if name not in applied or _score(shares) is None:
        return {}
    value = shares[name][0] / shares[name][1]
    return {"weight": applied[name], "points": 100 * applied[name] * value / sum(applied.values())}


def indicators_rows(
    code: str, known: pd.DataFrame, shares: Mapping[str, Mapping[str, tuple[float, float]]]
) -> list[Row]:
    """Return the rows of *indicators*: every village, district and the whole area."""
    rows: list[Row] = []
    for place in sorted({code, *known["district_code"], *known["code"]}):
        inside = [shares[village] for village in known["code"] if village.startswith(place)]
        sums = {name: (sum(s[name][0] for s in inside), sum(s[name][1] for s in inside)) for name in inside[0]}
        for name, (numerator, denominator) in sums.items():
            value = _value(name, numerator, denominator)
            row: Row = {"area_code": place, "indicator": name}
            known_row: Row = {"numerator": numerator, "denominator": denominator, "value": value}
            rows.append(row | (known_row if value is not None else {"reason": "tidak ada data"}) | _points(name, sums))
        rows.append({"area_code": place, "indicator": "skn", "value": _score(sums)})
    return rows


def villages_rows(
    known: pd.DataFrame,
    silent: set[str],
    shares: Mapping[str, Mapping[str, tuple[float, float]]],
    found: list[Row],
) -> list[Row]:
    """Return the rows of *villages*."""
    bands = [(float(row["minimum"]), row["grade"]) for row in records("grades") if row["minimum"]]
    rows = []
    for position, line in enumerate(known.itertuples(index=False)):
        own = shares[str(line.code)]
        skn = _score(own)
        mine = [str(row["severity"]) for row in found if row["village_code"] == line.code]
        values = {name: _value(name, *share) for name, share in own.items()}
        skr = 50.0 if values["skr"] is None else values["skr"]
        rows.append(
            {
                "village_code": line.code,
                "village_name": line.name,
                "district_code": line.district_code,
                "status": "BELUM MASUK" if line.code in silent else ("LENGKAP", "TERLAMBAT")[position % 3 == 0],
                **{name: None if value is None else round(value, 4) for name, value in values.items()},
                "skr": None if values["skr"] is None else round(values["skr"], 2),
                "skn": None if skn is None else round(skn, 2),
                "grade": "TIDAK DAPAT DINILAI"
                if skn is None
                else next(grade for minimum, grade in bands if skn >= minimum),
                "gate": "no_attendance" if skn is None else None,
                "sanctions": int(position % 7 == 1),
                "priority": round(0.6 * (100 - (skn or 0)) / 100 + 0.4 * skr / 100, 4),
                "hk": int(own["klk"][1]),
                "blank_days": int(own["klk"][1] - own["klk"][0]),
                **{f"findings_{level}": mine.count(level) for level in ("block", "explain", "advise")},
            }
        )
    return rows
