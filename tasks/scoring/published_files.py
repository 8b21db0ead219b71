"""What is published of the files: what was received, what became of each, and what was mended in reading."""

from pathlib import PurePosixPath

import pandas as pd

from data.sentences import text
from data.tables import project
from tasks.counting.selection import Selection
from tasks.findings.redaction import shown_values
from tasks.reading.returns import Returns
from tasks.reading.roles import ROLES

CELL_COUNTS = ("filled_cell_count", *(f"{role}_cell_count" for role in ROLES))
"""How many cells of a sheet or file are filled, and how many have each role."""


def submissions(selection: Selection, judged: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return table *submissions* (result): one row for each file and form of a village, and for each missing form."""
    facts = selection.sheets.drop_duplicates(["file", "form"])[["file", "form", "sha256", "size", "reason"]]
    rows = judged.merge(facts, on=["file", "form"], how="left")
    rows["reason"] = rows["reason"].astype("str").fillna(_for_other_months(rows, selection.other_months, language))
    rows = rows.assign(
        received_at=rows["received_date"],
        rows_read=rows["row_count"],
        rows_counted=rows["row_count"].where(rows["state"] == "current", 0),
    )
    table = project(rows, "submissions", "result")
    return table.sort_values(["village_code", "form", "file"], ignore_index=True)


def _for_other_months(rows: pd.DataFrame, sheets: pd.DataFrame, language: str) -> "pd.Series[str]":
    """Tell which sheets of a row's village and form are for another month; missing where there is none."""
    told = {
        key: "; ".join(
            text("sheet_for_month", language, sheet=sheet, file=PurePosixPath(file).name, month=month)
            for file, sheet, month in group[["file", "sheet", "period_label"]].itertuples(index=False)
        )
        for key, group in sheets.groupby(["village_code", "form"])
    }
    keys = rows[["village_code", "form"]].itertuples(index=False, name=None)
    return pd.Series([told.get(key) for key in keys], index=rows.index, dtype="str")


def files(selection: Selection, returns: Returns, submitted: pd.DataFrame) -> pd.DataFrame:
    """Return table *files* (result): every file seen, with exactly one state and the roles of its cells.

    In: *submissions* (result).
    """
    counts = submitted.groupby("file")[["rows_read", "rows_counted"]].sum()
    cells = returns.worksheets.groupby("file")[list(CELL_COUNTS)].sum()
    rows = selection.files.merge(returns.opened[["file", "kind"]], on="file", how="left")
    rows = rows.join(counts, on="file").join(cells, on="file")
    counted = ["rows_read", "rows_counted", *CELL_COUNTS]
    rows[counted] = rows[counted].fillna(0)
    return project(rows, "files", "result")


def worksheets(selection: Selection, rows: pd.DataFrame) -> pd.DataFrame:
    """Return table *worksheets* (result): the roles of the cells of every sheet that was read.

    In: *worksheets* (read).
    """
    return project(rows.merge(selection.files[["file", "village_code"]], on="file", how="left"), "worksheets", "result")


def repairs(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Return table *repairs* (result) of the files that count, identifiers masked.

    In: *repairs* (read).
    """
    counted = selection.files.loc[selection.files["state"] == "current", "file"]
    rows = rows[rows["file"].isin(counted)]
    dates = rows["reason"] == "date_text"
    for column in ("before", "after"):
        shown = shown_values(rows[column], "text").where(~dates, shown_values(rows[column], "date"))
        rows = rows.assign(**{column: shown})
    return project(rows, "repairs", "result").sort_values(["file", "sheet", "cell"], ignore_index=True)
