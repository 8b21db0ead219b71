"""What a person is: one status, or two, as with a penjabat kepala desa or a village secretary who is PNS as well."""

from collections.abc import Collection

import pandas as pd

from expectations.reports import code_fits

STATUSES = ("category", "second_category")
"""The columns that hold a person's statuses, the main one first."""


def has_status(people: pd.DataFrame, wanted: Collection[str]) -> "pd.Series[bool]":
    """Tell who has one of the statuses ``wanted``; a status that nobody stated is none of them."""
    return people["category"].isin(wanted) | people["second_category"].isin(wanted)


def by_status(people: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each status of each person, as ``category``; ``key`` is the row's place in ``people``."""
    told = people.reset_index(drop=True).reset_index(names="key")
    main, second = (told.assign(category=told[name]) for name in STATUSES)
    return pd.concat([main, second.dropna(subset="category")], ignore_index=True)


def status_of_report(reports: pd.DataFrame) -> "pd.Series[str]":
    """Return the status in which each report is about its person: the one that its code is for, else the main one.

    In: violation_code, category, second_category and incident_date.
    """
    second = reports.assign(category=reports["second_category"])
    return reports["category"].where(code_fits(reports) | ~code_fits(second), reports["second_category"])
