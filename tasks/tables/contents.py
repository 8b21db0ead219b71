"""The other contents of the counted sheets as judge tables: needed cells, reports, and nil statements."""

from collections.abc import Mapping

import pandas as pd

from data.forms import column_label
from data.names import name_keys
from data.tables import project
from tasks.counting.roster import Roster
from tasks.counting.selection import ROW, TABLE, Selection

_NIL_FORMS = {"reports": "reports_nil", "vulnerabilities": "vulnerabilities_nil"}


def cells_to_judge(read: Mapping[str, pd.DataFrame], selection: Selection, found: Roster) -> pd.DataFrame:
    """Return table *cells* (judge): every cell of the counted sheets that a form needs, those of days among them."""
    days = read["attendance"][read["attendance"]["cell"].notna()]
    days = days.assign(kind="attendance", required=True, known=days["code"].notna())
    rows = selection.counted(pd.concat([read["cells"], days[read["cells"].columns]]))
    people = found.mentions[[*ROW, "subject", "subject_identifier"]].drop_duplicates(ROW)
    rows = rows.merge(people, on=ROW, how="left")
    rows = rows.merge(row_identities(read, found), on=ROW, how="left")
    labels = rows[["form", "field"]].drop_duplicates()
    labels["label"] = [column_label(form, field) for form, field in labels.itertuples(index=False)]
    rows = rows.merge(labels, on=["form", "field"], how="left")
    rows["identity"] = rows["identity"].fillna("") + "|" + rows["field"]
    return project(rows, "cells", "judge")


def reports_to_judge(read: Mapping[str, pd.DataFrame], selection: Selection, found: Roster) -> pd.DataFrame:
    """Return table *reports* (judge): the reports of the counted sheets."""
    people = found.mentions[[*ROW, "subject", "subject_identifier"]]
    rows = selection.counted(read["reports"]).merge(people, on=ROW, how="left")
    rows = rows.merge(row_identities(read, found), on=ROW, how="left")
    return project(rows, "reports", "judge")


def nil_statements_to_judge(selection: Selection) -> pd.DataFrame:
    """Return table *nil_statements* (judge): for each village that sent an Identitas or the form, what it states.

    Where no statement is written at all the row stands at the form's heading.
    """
    counted = selection.current.groupby(["village_code", "form"], as_index=False).agg(
        row_count=("row_count", "sum"),
        file=("file", "first"),
        sheet=("sheet", "first"),
        cell=("heading_cell", "first"),
    )
    parts = []
    for form, field in _NIL_FORMS.items():
        stated = selection.identities.assign(written=selection.identities[field].notna())
        stated = stated.sort_values(["written", "file"]).drop_duplicates("village_code", keep="last")
        stated = stated.rename(columns={field: "stated", f"{field}_shown": "shown", f"{field}_cell": "cell"})
        stated = stated[["village_code", "file", "sheet", "stated", "shown", "cell"]].dropna(subset="cell")
        forms = counted[counted["form"] == form]
        unstated = forms[~forms["village_code"].isin(stated["village_code"])]
        counts = stated["village_code"].map(forms.set_index("village_code")["row_count"]).fillna(0)
        parts.append(pd.concat([stated.assign(row_count=counts), unstated]).assign(form=form))
    rows = pd.concat(parts, ignore_index=True)
    rows["identity"] = rows["form"]
    return project(rows, "nil_statements", "judge")


def row_identities(read: Mapping[str, pd.DataFrame], found: Roster) -> pd.DataFrame:
    """Return what names each row across resubmissions: file, table_number, row, identity (never its position)."""
    attendance = found.mentions.loc[found.mentions["form"] == "attendance", [*ROW, "identity"]]
    entries = read["attendance"][[*ROW, "person_row", "date"]].drop_duplicates(ROW)
    listed = entries.merge(attendance.rename(columns={"row": "person_row"}), on=[*TABLE, "person_row"])
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
    parts = [part[[*ROW, "identity"]] for part in (listed, activities, reports, vulnerabilities)]
    return pd.concat(parts, ignore_index=True)


def _day(dates: "pd.Series[pd.Timestamp]") -> "pd.Series[str]":
    return dates.dt.strftime("%Y-%m-%d").fillna("")
