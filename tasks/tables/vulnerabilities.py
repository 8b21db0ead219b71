"""The vulnerability map entry by entry: what is done about it, and how far its sources are apart."""

import pandas as pd

from data.forms import code_reader
from data.scope import Scope
from data.sheet_words import is_prevention_done
from data.tables import project
from data.vulnerability_map import CARE
from tasks.counting.counted import Counted
from tasks.counting.history import History

_RATED = ["village_code", "variable"]


def vulnerabilities(counted: Counted, history: History, scope: Scope) -> pd.DataFrame:
    """Return table *vulnerabilities* (judge): the entries of the counted maps."""
    rows = counted.vulnerabilities
    told = rows["status"].map(is_prevention_done, na_action="ignore")
    rows = rows.assign(
        done=told.isin([True]),
        days_overdue=(pd.Timestamp(scope.as_of) - rows["target_date"]).dt.days,
    )
    care = pd.DataFrame({name: rows[name].notna() | counted.is_unread(rows, name) for name in CARE})
    is_unread = care.all(axis="columns") & rows[list(CARE)].isna().any(axis="columns")
    rows["is_care_unread"] = is_unread | counted.is_told_elsewhere(rows, CARE)
    not_understood = rows["status"].notna() & told.isna()
    rows["days_overdue"] = rows["days_overdue"].mask(not_understood | counted.is_unread(rows, "status"))
    rows = rows.merge(levels_by_variable(rows), on=_RATED, how="left")
    rows = rows.merge(_earlier_levels(history.earlier_levels, scope), on=[*_RATED, "source"], how="left")
    return project(rows, "vulnerabilities", "judge")


def _earlier_levels(earlier: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """Return earlier_level and earlier_period of each village, variable and source, from the newest earlier month.

    A variable that had another name then is read as villages write it (aliases.csv).
    """
    before = earlier[earlier["period"] < str(scope.period)].sort_values("period")
    variables = before["variable"].map(lambda name: code_reader("variable").read(name)[0])
    newest = before.assign(variable=variables).drop_duplicates([*_RATED, "source"], keep="last")
    return newest.rename(columns={"level": "earlier_level", "period": "earlier_period"})


def levels_by_variable(entries: pd.DataFrame) -> pd.DataFrame:
    """Return for each village and variable source_count, highest and lowest level and who gave them.

    In: village_code, variable, source, level. A source that rates several places counts with its highest level.
    """
    known = entries.dropna(subset=[*_RATED, "source", "level"])
    own = known.groupby([*_RATED, "source"], as_index=False)["level"].max()
    levels = own.groupby(_RATED)["level"]
    own = own.assign(highest_level=levels.transform("max"), lowest_level=levels.transform("min"))
    found: pd.DataFrame = own.groupby([*_RATED, "highest_level", "lowest_level"], as_index=False).agg(
        source_count=("source", "size")
    )
    for end in ("highest", "lowest"):
        there = own[own["level"] == own[f"{end}_level"]]
        names = there.groupby(_RATED, as_index=False)["source"].agg("; ".join)
        found = found.merge(names.rename(columns={"source": f"{end}_sources"}), on=_RATED)
    return found
