"""Which body may decide on a report: ``case_routes.csv`` applied to code, category and day of the incident."""

import pandas as pd

from data.reference import reference


def competent_bodies(cases: pd.DataFrame) -> "pd.Series[str]":
    """Return the body that is competent for each case (BKN, BUPATI, GAKKUMDU); missing where no route is known.

    In: violation_code, category and incident_date. A route for code and category goes before one for the category
    alone; one that begins on a day is open to incidents since, and to those whose day is unknown.
    """
    routes = reference("case_routes").dropna(subset=["category"])
    keyed = cases[["violation_code", "category", "incident_date"]].reset_index(drop=True).reset_index(names="key")
    pairs = keyed.merge(routes, on="category")
    begun = pd.to_datetime(pairs["from_date"])
    valid = begun.isna() | pairs["incident_date"].isna() | (pairs["incident_date"] >= begun)
    special = pairs[(pairs["code"] == pairs["violation_code"]) & valid]
    usual = pairs[pairs["code"].isna() & ~pairs["key"].isin(special["key"])]
    bodies = pd.concat([special, usual]).drop_duplicates("key").set_index("key")["channel"].reindex(keyed["key"])
    return bodies.set_axis(cases.index).astype("str")


def open_to_all() -> list[str]:
    """Return the bodies that take every report, whoever is competent (a route without code and category)."""
    routes = reference("case_routes")
    return routes.loc[routes["category"].isna(), "channel"].tolist()
