"""The other contents of the counted sheets as judge tables: needed cells, reports, and nil statements."""

from collections.abc import Mapping

import pandas as pd

from data.forms import column_label
from data.names import name_keys
from data.tables import project
from tasks.counting.roster import Roster
from tasks.counting.selection import Selection

_PLACES = ["layout", "village_code", "file", "sheet", "form"]
_NIL_FORMS = {"reports": "reports_nil", "vulnerabilities": "vulnerabilities_nil"}


def cells_to_judge(read: Mapping[str, pd.DataFrame], selection: Selection, found: Roster) -> pd.DataFrame:
    """Return table *cells* (judge): every cell of the counted sheets that a form needs."""
    rows = read["cells"].merge(selection.current[_PLACES], on="layout")
    people = found.mentions[["layout", "row", "subject", "subject_identifier"]].drop_duplicates(["layout", "row"])
    rows = rows.merge(people, on=["layout", "row"], how="left")
    rows = rows.merge(row_identities(read, found), on=["layout", "row"], how="left")
    labels = rows[["form", "field"]].drop_duplicates()
    labels["label"] = [column_label(form, field) for form, field in labels.itertuples(index=False)]
    rows = rows.merge(labels, on=["form", "field"], how="left")
    rows["identity"] = rows["identity"].fillna("") + "|" + rows["field"]
    return project(rows, "cells", "judge")


def reports_to_judge(read: Mapping[str, pd.DataFrame], selection: Selection, found: Roster) -> pd.DataFrame:
    """Return table *reports* (judge): the reports of the counted sheets."""
    rows = read["reports"].merge(selection.current[_PLACES], on="layout")
    people = found.mentions[["layout", "row", "subject", "subject_identifier"]]
    rows = rows.merge(people, on=["layout", "row"], how="left")
    rows = rows.merge(row_identities(read, found), on=["layout", "row"], how="left")
    return project(rows, "reports", "judge")


def nil_statements_to_judge(selection: Selection) -> pd.DataFrame:
    """Return table *nil_statements* (judge): for each village that sent an Identitas or the form, what it states.

    Where no statement is written at all the row stands at the form's heading.
    """
    counted = selection.current.groupby(["village_code", "form"], as_index=False).agg(
        row_count=("row_count", "sum"),
        file=("file", "first"),
        sheet=("sheet", "first"),
        layout=("layout", "first"),
        cell=("heading_cell", "first"),
    )
    parts = []
    for form, field in _NIL_FORMS.items():
        stated = selection.identities.assign(written=selection.identities[field].notna())
        stated = stated.sort_values(["written", "file"]).drop_duplicates("village_code", keep="last")
        stated = stated.rename(columns={field: "stated", f"{field}_shown": "shown", f"{field}_cell": "cell"})
        stated = stated[["village_code", "file", "sheet", "stated", "shown", "cell"]].dropna(subset="cell")
        forms = counted[counted["form"] == form]
        unstated = forms[~forms["village_code"].isin(stated["village_code"])].drop(columns="layout")
        counts = stated["village_code"].map(forms.set_index("village_code")["row_count"]).fillna(0)
        parts.append(pd.concat([stated.assign(row_count=counts), unstated]).assign(form=form))
    rows = pd.concat(parts, ignore_index=True)
    rows["identity"] = rows["form"]
    return project(rows, "nil_statements", "judge")


def row_identities(read: Mapping[str, pd.DataFrame], found: Roster) -> pd.DataFrame:
    """Return what names each row across resubmissions: layout, row, identity (never its position)."""
    attendance = found.mentions.loc[found.mentions["form"] == "attendance", ["layout", "row", "identity"]]
    entries = read["attendance"][["layout", "row", "person_row", "date"]].drop_duplicates(["layout", "row"])
    listed = entries.merge(attendance.rename(columns={"row": "person_row"}), on=["layout", "person_row"])
    listed["identity"] = listed["identity"] + "|" + _day(listed["date"])
    activities = read["activities"].assign(
        identity=lambda t: name_keys(t["name"]).fillna("") + "|" + _day(t["date"]) + "|" + t["activity"].fillna("")
    )
    reports = read["reports"].assign(
        identity=lambda t: (
            name_keys(t["name"]).fillna("")
            + "|"
            + _day(t["incident_date"])
            + "|"
            + t["violation_code_shown"].fillna("")
        )
    )
    vulnerabilities = read["vulnerabilities"].assign(
        identity=lambda t: t["variable"].fillna("") + "|" + t["source"].fillna("") + "|" + t["location"].fillna("")
    )
    parts = [part[["layout", "row", "identity"]] for part in (listed, activities, reports, vulnerabilities)]
    return pd.concat(parts, ignore_index=True)


def _day(dates: "pd.Series[pd.Timestamp]") -> "pd.Series[str]":
    return dates.dt.strftime("%Y-%m-%d").fillna("")
