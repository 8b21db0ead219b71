"""The figures of an area month by month."""

import pandas as pd

from data.scope import Scope
from data.tables import project

_COUNTS = ("expected", "received", "groups")


def figures(indicators: pd.DataFrame, villages: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """Return *indicators* (result) and, for every area, villages expected and received, and groups of findings.

    In: the result tables of one audit.
    """
    rows = []
    for area in indicators["area_code"].unique():
        inside = villages[villages["village_code"].str.startswith(area)]
        told = findings[findings["village_code"].str.startswith(area).eq(True)]
        counts = (len(inside), int((inside["status"] != "BELUM MASUK").sum()), int(told["group_id"].nunique()))
        rows += [
            {"area_code": area, "indicator": name, "value": float(count)}
            for name, count in zip(_COUNTS, counts, strict=True)
        ]
    return pd.concat([indicators, pd.DataFrame(rows)], ignore_index=True)


def trend(
    earlier: pd.DataFrame, indicators: pd.DataFrame, villages: pd.DataFrame, findings: pd.DataFrame, scope: Scope
) -> pd.DataFrame:
    """Return table *trend* (result): the figures of earlier months (*earlier_figures*, memory) and of this one."""
    now = figures(indicators, villages, findings).assign(period=str(scope.period))
    rows = project(pd.concat([earlier, now], ignore_index=True), "trend", "result")
    return rows.sort_values(["area_code", "period", "indicator"], ignore_index=True)
