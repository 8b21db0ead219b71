"""Every cell that a form needs, those of attendance days among them."""

import pandas as pd

from data.forms import column_label
from data.tables import columns, project
from tasks.counting.counted import Counted
from tasks.counting.entry_identities import day_text


def cells(counted: Counted) -> pd.DataFrame:
    """Return table *cells* (judge); of a day cell the date (in a list) is part of what names it."""
    days = counted.attendance[(counted.attendance["field"] != "name") & counted.attendance["cell"].notna()]
    listed = day_text(days["date"]).where(days["field"] == "status", "")
    days = days.assign(
        kind="attendance", required=True, known=days["code"].notna(), identity=days["identity"] + "|" + listed
    )
    wanted = [name for name in columns("cells", "judge") if name != "label"]
    rows = pd.concat([counted.cells[wanted], days[wanted]], ignore_index=True)
    labels = rows[["form", "field"]].drop_duplicates()
    labels["label"] = [column_label(form, field) for form, field in labels.itertuples(index=False)]
    rows = rows.merge(labels, on=["form", "field"], how="left")
    rows["identity"] = rows["identity"].fillna("") + "|" + rows["field"]
    return project(rows, "cells", "judge")
