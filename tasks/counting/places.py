"""Where on its sheet a row's field stands."""

import pandas as pd


def addresses(rows: pd.DataFrame, fields: "pd.Series[str] | str", placements: pd.DataFrame) -> "pd.Series[str]":
    """Return the cell address of a field for rows with ``layout`` and ``row``; missing where it has no column.

    In: rows; a field for each of them, or one for all; table *placements* (read).
    """
    columns = placements.drop_duplicates(["layout", "field"]).set_index(["layout", "field"])["column"]
    wanted = pd.DataFrame({"layout": rows["layout"], "field": fields}, index=rows.index)
    found = wanted.join(columns, on=["layout", "field"])["column"]
    return (found + rows["row"].astype("str")).astype("str")
