"""The same incident reported by two villages: shown beside each other, never merged; a person decides."""

import pandas as pd

from data.names import name_keys


def possibly_same(cases: pd.DataFrame) -> "pd.Series[str]":
    """Return the case_ids of other villages' reports that may be about the same incident, joined by ``; ``.

    In: case_id, village_code, incident_date, violation_code, person (``handling.accused``) and name. Possibly the
    same: same date, same code, and the same person by identifier or by a name without titles. Missing where none is.
    """
    told = cases[cases["incident_date"].notna() & cases["violation_code"].notna()]
    told = told.assign(name_key=name_keys(told["name"]).replace("", None))
    pairs = (
        pd.concat([_pairs(told, "person"), _pairs(told, "name_key")]).drop_duplicates().sort_values(["key", "other"])
    )
    return pairs.groupby("key")["other"].agg("; ".join).reindex(cases.index).astype("str")


def _pairs(cases: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return ``key`` (index of a case) and ``other`` (case_id) of each pair of reports by different villages."""
    same = ["incident_date", "violation_code", by]
    known = cases.dropna(subset=[by])
    left = known.reset_index(names="key")[["key", "village_code", *same]]
    right = known[["case_id", "village_code", *same]].rename(columns={"case_id": "other"})
    pairs = left.merge(right, on=same, suffixes=("", "_other"))
    return pairs.loc[pairs["village_code"] != pairs["village_code_other"], ["key", "other"]]
