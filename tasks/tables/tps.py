"""The partners' lists of polling stations as they are judged: each row with its village, and each cell of it."""

import pandas as pd

from data.tables import project
from tasks.counting.counted import Counted
from tasks.counting.selection import ROW
from tasks.counting.tps import bodies
from tasks.tables.cell_labels import NAMED_BY_TEXT, cell_label

_STATION = ["body", "form", "village", "tps"]
_IN_USE = ("counted", "unclear")


def tps(counted: Counted) -> pd.DataFrame:
    """Return table *tps* (judge): the rows of the partners' lists that count, or would if they were clear."""
    rows = counted.tps[counted.tps["row_state"].isin(_IN_USE)].reset_index(drop=True)
    known = rows.dropna(subset=["village", "tps"])
    rows["times_count"] = known.groupby(_STATION)["tps"].transform("size")
    rows["other_places"] = _other_places(rows)
    where = rows["village"].fillna(rows["village_shown"]).fillna("")
    rows["identity"] = rows["body"] + "|" + where + "|" + rows["tps"].astype("str").fillna("")
    return project(rows.drop(columns="village_code"), "tps", "judge")


def partner_cells(counted: Counted) -> pd.DataFrame:
    """Return table *partner_cells* (judge): of these rows the cells of stations, numbers, codes, dates and patterns."""
    rows = counted.tps[[*ROW, "village", "village_shown", "row_state"]].drop_duplicates(ROW)
    in_use = rows.groupby("file")["row_state"].agg(lambda states: bool(set(states) & set(_IN_USE)))
    cells = counted.partner_cells.merge(rows, on=ROW, how="left")
    # a cell of no station's row is its file's, unless nothing of the file is used any more
    cells = cells[
        cells["row_state"].isin(_IN_USE) | (cells["row_state"].isna() & ~cells["file"].isin(in_use[~in_use].index))
    ]
    labels = cells[["form", "field"]].drop_duplicates()
    labels["label"] = [cell_label(form, field) for form, field in labels.itertuples(index=False)]
    cells = cells.merge(labels, on=["form", "field"], how="left").assign(body=lambda found: bodies(found["file"]))
    named = cells["field"].isin(NAMED_BY_TEXT) | cells["kind"].isin(NAMED_BY_TEXT)
    where = cells["village"].fillna(cells["village_shown"]).mask(named, cells["shown"]).fillna("")
    cells["identity"] = cells["body"] + "|" + where + "|" + cells["field"]
    return project(cells, "partner_cells", "judge")


def _other_places(rows: pd.DataFrame) -> "pd.Series[str]":
    """Return where else a body's list has a row's station: sheet and cell, joined by ``; ``."""
    twice = rows[rows["times_count"].fillna(0) > 1]
    places = twice["sheet"] + " " + twice["tps_cell"]
    by_station = places.groupby([twice[name] for name in _STATION]).agg(list)
    told = {}
    for row in twice.index:
        others = [place for place in by_station[tuple(twice.loc[row, _STATION])] if place != places[row]]
        told[row] = "; ".join(dict.fromkeys(others)) or places[row]
    return pd.Series(told, dtype="str").reindex(rows.index)
