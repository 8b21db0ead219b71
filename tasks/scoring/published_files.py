"""What is published of the files: what was received, what became of each, and what was mended in reading."""

from pathlib import PurePosixPath

import pandas as pd

from data.calendar import Period
from data.forms import code_list
from data.sentences import text
from data.tables import project
from tasks.counting.selection import Selection
from tasks.counting.tps import bodies
from tasks.counting.workdays import stated_patterns, work_patterns
from tasks.findings.redaction import shown_values
from tasks.reading.returns import Returns
from tasks.reading.roles import ROLES

_AT_A_CELL = ("title", "identity")
_FINDING_KEY = ["rule", "file", "form", "statement"]
CELL_COUNTS = ("filled_cell_count", *(f"{role}_cell_count" for role in ROLES))
"""How many cells of a sheet or file are filled, and how many have each role."""


def submissions(selection: Selection, judged: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return table *submissions* (result): one row for each file and form of a village, and for each missing form."""
    facts = selection.sheets.drop_duplicates(["file", "form"])[["file", "form", "sha256", "size", "reason"]]
    rows = judged.merge(facts, on=["file", "form"], how="left").merge(
        _of_sheets(selection.sheets, language), on=["file", "form"], how="left"
    )
    rows["reason"] = rows["reason"].astype("str").fillna(_for_other_months(rows, selection.other_months, language))
    rows = rows.assign(
        received_at=rows["received_date"],
        rows_read=rows["row_count"],
        rows_counted=rows["row_count"].where(rows["state"] == "current", 0),
    )
    rows = rows.join(_work_patterns(rows, selection, language))
    table = project(rows, "submissions", "result")
    return table.sort_values(["village_code", "form", "file"], ignore_index=True)


def _of_sheets(sheets: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return by file and form ``month_source``, its sheets' months and where they say so, and ``vacant_count``."""
    told = [
        _month_source(period, source, cell, language)
        for period, source, cell in sheets[["period", "period_source", "period_cell"]]
        .astype("object")
        .itertuples(index=False)
    ]
    rows = sheets.assign(month_source=pd.Series(told, index=sheets.index, dtype="str"))
    by_form = rows.groupby(["file", "form"], as_index=False)
    return by_form.agg(
        month_source=("month_source", lambda texts: "; ".join(dict.fromkeys(texts.dropna())) or None),
        vacant_count=("vacant_count", "max"),
    )


def _work_patterns(rows: pd.DataFrame, selection: Selection, language: str) -> pd.DataFrame:
    """Say by which working days attendance that counts was counted (``work_pattern``), and where they are assumed."""
    used = work_patterns(rows["village_code"], selection)
    assumed = ~rows["village_code"].isin(stated_patterns(selection).index)
    labels = {entry.code: entry.label(language) for entry in code_list("work_pattern")}
    told = [
        text("work_pattern_unknown", language)
        if code not in labels
        else text("work_pattern_assumed" if is_assumed else "work_pattern_stated", language, pattern=labels[code])
        for code, is_assumed in zip(used, assumed, strict=True)
    ]
    counts = (rows["form"] == "attendance") & (rows["state"] == "current")
    words = pd.Series(told, index=rows.index, dtype="str").where(counts)
    return pd.DataFrame({"work_pattern": words, "is_work_pattern_assumed": assumed & counts})


def _month_source(period: object, source: object, cell: object, language: str) -> str | None:
    """Say it as a village reads it: ``Oktober 2024 (judul atau isian bulan pada lembar, A3)``."""
    if not isinstance(period, str) or not isinstance(source, str):
        return None
    place = f", {cell}" if source in _AT_A_CELL and isinstance(cell, str) else ""
    return f"{Period.parse(period).label} ({text(f'month_source_{source}', language)}{place})"


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
    rows["body"] = bodies(rows["file"])
    counted = ["rows_read", "rows_counted", *CELL_COUNTS]
    rows[counted] = rows[counted].fillna(0)
    return project(rows.assign(received_at=rows["received_date"]), "files", "result")


def with_own_reasons(rows: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """Return *submissions* or *files* (result) whose rejected rows say what their own finding says.

    In: *findings* (result). Without it a file that is a PDF bore the whole list of what makes a file unreadable. A row
    whose finding is not there (S13) keeps its rule's own sentence.
    """
    told = findings.drop_duplicates(["rule", "file", "form"])
    own = {(rule, file, form): text for rule, file, form, text in told[_FINDING_KEY].itertuples(index=False)}
    of_file = {(rule, file): text for (rule, file, _), text in reversed(own.items())}
    forms = rows["form"] if "form" in rows.columns else pd.Series(None, index=rows.index, dtype="str")
    reasons = []
    for reason, file, form in zip(rows["reason"], rows["file"], forms, strict=True):
        rule = reason.partition(": ")[0] if isinstance(reason, str) else ""
        said = own.get((rule, file, form), of_file.get((rule, file)))
        reasons.append(reason if said is None else f"{rule}: {said}")
    return rows.assign(reason=pd.Series(reasons, index=rows.index, dtype="str"))


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
