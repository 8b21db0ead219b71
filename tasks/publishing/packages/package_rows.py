"""What goes into one body's package: the cases and map rows that ``package_routes.csv`` brings to it."""

from dataclasses import replace

import pandas as pd

from data.packages import Package, package_routes
from tasks.publishing.workbook.part import AuditPart
from tasks.tables.routes import competent_bodies


def packed(part: AuditPart, package: Package) -> AuditPart:
    """Return the part with just the package's cases and vulnerabilities; cases get ``competent`` and ``routed_by``."""
    cases, points = part.tables.cases, part.tables.vulnerabilities
    cases = routed(cases.assign(competent=competent_bodies(cases)), "cases", package, part.language)
    cases["competent"] = cases["competent"].fillna(part.text("package_no_body"))
    points = routed(points, "vulnerabilities", package, part.language)
    return replace(part, tables=replace(part.tables, cases=cases, vulnerabilities=points))


def routed(rows: pd.DataFrame, table: str, package: Package, language: str) -> pd.DataFrame:
    """Return the rows that any route of the package brings, with the reasons of all that do, joined by ``; ``.

    In: a frame that has the fields of the table's routes. Out: the same with ``routed_by``, numbered anew.
    """
    reasons: list[list[str]] = [[] for _ in range(len(rows))]
    for route in package_routes(package.package):
        if route.table != table:
            continue
        reason = route.reason(language)
        hits = (rows[route.field] == route.value).fillna(False) if route.field else pd.Series(True, index=rows.index)
        for position, hit in enumerate(hits):
            if hit and reason not in reasons[position]:
                reasons[position].append(reason)
    told = pd.Series(["; ".join(names) for names in reasons], index=rows.index, dtype="str")
    return rows.assign(routed_by=told)[told != ""].reset_index(drop=True)
