"""Which bodies may receive a report: ``case_routes.csv`` applied to code, category and day of the incident."""

import pandas as pd

from data.law import CaseRoute
from data.reference import reference
from expectations.reports import code_in_force
from expectations.validity import in_force
from tasks.tables.statuses import status_of_report

_COMPETENT, _ALSO, _ADVICE = "competent", "also", "advice"
_EVERYBODY = "everybody"
_RANKS = {_COMPETENT: 0, _ALSO: 1, _EVERYBODY: 2}
"""The order in which the bodies of a case are told."""


def competent_bodies(cases: pd.DataFrame) -> "pd.Series[str]":
    """Return the body that decides on each case (BKN, BUPATI, GAKKUMDU); missing where no route is known.

    In: violation_code, category, second_category and incident_date. Of two statuses the one counts that the code is
    for. A route for code and category goes before one for the category
    alone, and of routes that changed the law of the incident's day is taken; the newest where that day is unknown.
    """
    routes = _routes(cases)
    own = routes[routes["acceptance"] == _COMPETENT].sort_values("valid_from", na_position="first", kind="stable")
    bodies: pd.Series[str] = own.drop_duplicates("key", keep="last").set_index("key")["channel"]
    return bodies.reindex(range(len(cases))).set_axis(cases.index).astype("str")


def receiving_bodies(cases: pd.DataFrame) -> pd.DataFrame:
    """Return ``channels`` and ``advised`` of each case, several bodies joined by ``; ``, missing where none is.

    In: as ``competent_bodies``. ``channels`` are right, the competent one first and those that take every report last;
    a report that went to one of ``advised`` is accepted with advice. Missing where no route is known at all.
    """
    lines = reference("case_routes", CaseRoute)
    everybody = lines.loc[lines["category"].isna(), ["channel"]].assign(rank=_RANKS[_EVERYBODY])
    routes = _routes(cases)
    own = routes.assign(rank=routes["acceptance"].map(_RANKS)).dropna(subset="rank")
    right = pd.concat([own, own[["key"]].drop_duplicates().merge(everybody, how="cross")])
    return pd.DataFrame(
        {
            "channels": _joined(right.sort_values(["key", "rank"], kind="stable"), cases),
            "advised": _joined(routes[routes["acceptance"] == _ADVICE], cases),
        }
    )


def _routes(cases: pd.DataFrame) -> pd.DataFrame:
    """Return the routes of each case (``key``: its position) that the law of the incident's day knows.

    A code whose law was not in force on that day leads nowhere by itself: the way is that of the category.
    """
    routes = reference("case_routes", CaseRoute).dropna(subset=["category"])
    told = cases.assign(
        category=status_of_report(cases), violation_code=cases["violation_code"].where(code_in_force(cases))
    )
    keyed = told[["violation_code", "category", "incident_date"]].reset_index(drop=True).reset_index(names="key")
    pairs = keyed.merge(routes, on="category")
    valid = in_force(pairs["incident_date"], pairs["valid_from"], pairs["valid_until"])
    special = pairs[(pairs["code"] == pairs["violation_code"]) & valid]
    usual = pairs[pairs["code"].isna() & valid & ~pairs["key"].isin(special["key"])]
    return pd.concat([special, usual])


def _joined(routes: pd.DataFrame, cases: pd.DataFrame) -> "pd.Series[str]":
    """Return the bodies of each case in the order of its routes, each once, joined by ``; ``."""
    names: pd.Series[str] = routes.drop_duplicates(["key", "channel"]).groupby("key")["channel"].agg("; ".join)
    return names.reindex(range(len(cases))).set_axis(cases.index).astype("str")
