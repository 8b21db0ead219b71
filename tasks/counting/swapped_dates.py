"""Dates in figures outside of the month that lie inside of it with day and month swapped: 10 September, 9 October.

A spreadsheet set to another country stores them so. Nobody can tell, so they are not known and asked (D15).
"""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from data.scope import Scope
from tasks.counting.selection import ROW
from tasks.reading.returns import Returns

_DATES = {
    "reports": ("incident_date", "known_date", "reported_date", "forwarded_date"),
    "activities": ("date",),
    "attendance": ("date",),
    "vulnerabilities": ("target_date",),
}
"""The dates by which something is held against somebody."""

_IN_FIGURES = r"\A(?P<day>[0-9]{1,2})[/.\- ](?P<month>[0-9]{1,2})[/.\- ](?P<year>[0-9]{2,4})\Z"
_MONTHS = 12
_CENTURY = 100


def without_swapped_dates(returns: Returns, scope: Scope) -> Returns:
    """Return the same with such dates missing and their cells unknown, told against them what else they may be."""
    cells = returns.cells
    dated = cells[(cells["kind"] == "date") & cells["known"] & cells["shown"].notna()]
    judged = [(form, field) for form, fields in _DATES.items() for field in fields]
    dated = dated[pd.MultiIndex.from_frame(dated[["form", "field"]]).isin(judged)]
    swapped = dated[_may_be_swapped(dated, scope)]
    if swapped.empty:
        return returns
    day, month, year = (swapped["shown"].str.extract(_IN_FIGURES)[part] for part in ("day", "month", "year"))
    told = cells["explained"].copy()
    told[swapped.index] = month.str.zfill(2) + "/" + day.str.zfill(2) + "/" + year
    known = cells["known"] & ~cells.index.isin(swapped.index)
    changed = {form: _without(returns.entries(form), swapped[swapped["form"] == form], _DATES[form]) for form in _DATES}
    return replace(returns, cells=cells.assign(known=known, explained=told), **changed)


def _may_be_swapped(dated: pd.DataFrame, scope: Scope) -> "pd.Series[bool]":
    """Tell which dates lie in another month, and in the reported one where day and month are swapped.

    A target to come is a usual one in another month; only one before the month would be overdue.
    """
    parts = dated["shown"].str.extract(_IN_FIGURES).apply(pd.to_numeric, errors="coerce")
    year = parts["year"].isin([scope.period.year, scope.period.year % _CENTURY])
    elsewhere = (parts["month"] != scope.period.month) & (parts["month"] <= _MONTHS)
    before = (dated["form"] != "vulnerabilities") | (parts["month"] < scope.period.month)
    found: pd.Series[bool] = year & elsewhere & (parts["day"] == scope.period.month) & before
    return found


def _without(rows: pd.DataFrame, swapped: pd.DataFrame, fields: Iterable[str]) -> pd.DataFrame:
    """Return a form's rows without the dates of these cells."""
    if swapped.empty:
        return rows
    places = pd.MultiIndex.from_frame(rows[ROW])
    for field in fields:
        cells = pd.MultiIndex.from_frame(swapped.loc[swapped["field"] == field, ROW])
        rows = rows.assign(**{field: rows[field].mask(places.isin(cells))})
    return rows
