"""What villages say about having nothing to report, beside the rows of the form."""

import pandas as pd

from data.forms import nil_fields
from data.tables import project
from tasks.counting.selection import Selection


def nil_statements(selection: Selection) -> pd.DataFrame:
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
    for form, field in nil_fields().items():
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
