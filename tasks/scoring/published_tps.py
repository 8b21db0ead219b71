"""Polling stations as they are published: of each what the bodies' lists say of it, the worst class first."""

import pandas as pd

from data.forms import code_list
from data.tables import frame, project
from tasks.counting.counted import Counted
from tasks.counting.selection import ROW
from tasks.counting.tps import ROW_STATES

_STATION = ["village", "tps"]
_LIST = "tps_list"
_OF_GUARD = ["guard_pattern", "police", "soldiers", "linmas"]
_OF_LIST = ["voters", "special"]


def tps(counted: Counted) -> pd.DataFrame:
    """Return table *tps* (result): one row a polling station that any body's list has, in a village of the area.

    The worst class counts and each body's is told. Guard and persons are those of the row whose class counts, else of
    the next that tells them; voters are those of KPU's list, unknown where it has the station twice and differs.
    """
    rows = counted.tps[counted.tps["row_state"] == "counted"]
    if rows.empty:
        return frame("tps", "result")
    worst_first = {entry.code: place for place, entry in enumerate(reversed(code_list("tps_class")))}
    rows = rows.assign(rank=rows["class"].map(worst_first), listed=rows["form"] == _LIST)
    rows = rows.sort_values([*_STATION, "rank", "listed", "body", "file", "sheet", "row"])
    first = rows.groupby(_STATION, sort=True)
    found = first[["class", *_OF_GUARD]].first()
    listed = rows[rows["listed"]].groupby(_STATION)[_OF_LIST]
    found = found.join(listed.first().where(listed.nunique() == 1))
    cited = rows.drop_duplicates(_STATION).set_index(_STATION)
    cells = cited["class_cell"].where(cited["class"].notna(), cited["tps_cell"])
    found = found.assign(file=cited["file"], sheet=cited["sheet"], cell=cells)
    own = rows.drop_duplicates([*_STATION, "body"])
    told = (own["body"] + ": " + own["class"]).where(own["class"].notna())
    found["class_source"] = told.dropna().groupby([own[name] for name in _STATION]).agg("; ".join)
    found["lists"] = own.sort_values("body")["body"].groupby([own[name] for name in _STATION]).agg("; ".join)
    found = found.reset_index().rename(columns={"village": "village_code"})
    return project(found, "tps", "result").sort_values(["village_code", "tps"], ignore_index=True)


def partner_rows(counted: Counted, sheets: pd.DataFrame) -> pd.DataFrame:
    """Return table *partner_rows* (result): what became of the rows of each partner's file and form.

    In: *sheets* (read), which say how many rows were read. A row that tells several stations is one row.
    """
    rows = counted.tps.drop_duplicates(ROW)
    if rows.empty:
        return frame("partner_rows", "result")
    states = rows.groupby(["file", "body", "form", "row_state"]).size().unstack(fill_value=0)
    states = states.reindex(columns=list(ROW_STATES), fill_value=0).add_prefix("rows_").reset_index()
    read = sheets.groupby(["file", "form"])["row_count"].sum().rename("rows_read")
    states = states.join(read, on=["file", "form"])
    return project(states, "partner_rows", "result")
