"""Which forms were received, and which are missing: one row a village, form and file."""

import pandas as pd

from data.forms import expected_forms
from data.register import villages_in
from data.scope import Scope
from data.tables import project
from tasks.counting.selection import Selection


def submissions(selection: Selection, due_dates: "pd.Series[pd.Timestamp]", scope: Scope) -> pd.DataFrame:
    """Return table *submissions* (judge): one row a received file and form, and one a form that is missing.

    ``due_dates``: the due date of each village of the area.
    """
    by = ["village_code", "form", "file", "state"]
    received = selection.sheets.groupby(by, as_index=False, sort=True).agg(
        sheet=("sheet", "first"),
        heading_cell=("heading_cell", "first"),
        row_count=("row_count", "sum"),
        received_date=("received_date", "first"),
        seen_before_at=("seen_before_at", "first"),
    )
    expected = villages_in(scope.area.code)[["code"]].merge(pd.DataFrame({"form": expected_forms()}), how="cross")
    expected = expected.rename(columns={"code": "village_code"})
    there = received[["village_code", "form"]].drop_duplicates()
    missing = expected.merge(there, on=["village_code", "form"], how="left", indicator=True)
    missing = missing.loc[missing["_merge"] == "left_only", ["village_code", "form"]].assign(
        state="missing", row_count=0
    )
    rows = pd.concat([received, missing], ignore_index=True)
    rows = rows.assign(
        period=str(scope.period),
        due_date=rows["village_code"].map(due_dates),
        lock_date=pd.Timestamp(scope.deadlines.lock),
        earliest_date=rows["seen_before_at"].dt.normalize().fillna(rows["received_date"]),
        locked=scope.as_of > scope.deadlines.lock,
        has_earlier=_has_earlier(rows, scope),
        identity=rows["form"] + "|" + rows["state"],
        unread_sheet=rows["village_code"].map(selection.unread.set_index("village_code")["sheet"]),
    )
    return project(rows.sort_values(["village_code", "form", "file"]), "submissions", "judge")


def _has_earlier(rows: pd.DataFrame, scope: Scope) -> "pd.Series[bool]":
    """Tell for which rows another version of the same form was accepted before the lock."""
    replaced = rows[(rows["state"] == "superseded") & (rows["received_date"] <= pd.Timestamp(scope.deadlines.lock))]
    known = pd.MultiIndex.from_frame(replaced[["village_code", "form"]])
    return pd.Series(pd.MultiIndex.from_frame(rows[["village_code", "form"]]).isin(known), index=rows.index)
