"""*Belum Masuk*: the villages whose return is not whole, with the state of each form: silence is a finding."""

import pandas as pd

from data.figures import date_text
from data.forms import expected_forms
from tasks.counting.due_dates import due_dates
from tasks.publishing.reasons import reason_in_words
from tasks.publishing.workbook.indicator_columns import form_columns
from tasks.publishing.workbook.part import AuditPart
from tasks.publishing.workbook.sheet import Sheet
from tasks.publishing.workbook.sheets import villages

_BEST_FIRST = ("current", "rejected", "superseded", "missing")


def write(sheet: Sheet) -> None:
    """Fill the sheet from submissions: one row a village that lacks a counted form."""
    part, scope = sheet.part, sheet.part.facts.scope
    states = _states(part)
    lacking = (states != "current").sum(axis=1)
    due = part.villages["village_code"].map(due_dates(part.tables.decisions.iloc[::-1], scope))
    rows = part.villages.join(states, on="village_code").assign(
        missing_count=part.villages["village_code"].map(lacking),
        due_date=due,
        days_late=(pd.Timestamp(scope.as_of) - due).dt.days.clip(lower=0),
        reason=part.villages["village_code"].map(_reasons(part, sheet.language)),
    )
    rows = rows[rows["missing_count"] > 0].sort_values(
        ["missing_count", "village_code"], ascending=[False, True], ignore_index=True
    )
    silent = int((rows["status"] == "BELUM MASUK").sum())
    summary = sheet.text(
        "missing_summary",
        silent=silent,
        expected=len(part.villages),
        partial=len(rows) - silent,
        due=date_text(scope.deadlines.due, sheet.language),
        as_of=date_text(scope.as_of, sheet.language),
    )
    columns = [*sheet.columns("missing"), *form_columns(sheet.language), *sheet.columns("missing_reasons")]
    told = summary if len(rows) else sheet.text("missing_none")
    sheet.main_table(rows, columns, told, links={"village_code": villages.links(part, rows["village_code"])})


def _states(part: AuditPart) -> pd.DataFrame:
    """Return the best state of every village's forms: index village_code, one column a form."""
    table = part.tables.submissions
    rank = table["state"].map({state: place for place, state in enumerate(_BEST_FIRST)})
    best = table.assign(rank=rank).sort_values("rank").drop_duplicates(["village_code", "form"])
    wide = best.pivot(index="village_code", columns="form", values="state")
    return wide.reindex(index=part.villages["village_code"], columns=list(expected_forms())).fillna("missing")


def _reasons(part: AuditPart, language: str) -> "pd.Series[str]":
    """Return why a village's forms and files were not counted, each reason once: index village_code."""
    columns = ["village_code", "state", "reason"]
    told = pd.concat([rows[columns] for rows in (part.tables.files, part.tables.submissions)])
    rejected = told[(told["state"] == "rejected") & told["reason"].notna()].drop_duplicates()
    rejected = rejected.assign(reason=[reason_in_words(reason, language) for reason in rejected["reason"]])
    return rejected.groupby("village_code")["reason"].agg("; ".join)
