"""*Hak Jawab*: what everybody named in a finding of neutrality answered, or until when no answer came.

What was asked about and is found no longer, or was withdrawn, stays listed: nobody is left without an end.
"""

from typing import Any

import pandas as pd

from data.figures import date_text
from tasks.findings.decisions import ANSWER, CLARIFICATION, THREAD, WITHDRAWAL, answer_until
from tasks.publishing.workbook.sheet import Sheet
from tasks.publishing.workbook.sheets import villages

_FAMILY = "N"


def write(sheet: Sheet) -> None:
    """Fill the sheet from findings and decisions: a finding that names a person a row, the newest answer beside it.

    When the person was first asked about it stands there, too (decisions of the kind CLARIFICATION).
    """
    part = sheet.part
    decisions = part.tables.decisions
    answers = _by_finding(decisions[decisions["kind"] == ANSWER])
    requests = _by_finding(decisions[decisions["kind"] == CLARIFICATION].iloc[::-1])
    found, gone = _about_persons(part.findings), _about_persons(part.tables.resolved)
    gone = gone[gone["finding_id"].isin(requests.index)]
    rows = pd.concat([found.assign(is_found=True), gone.assign(is_found=False)], ignore_index=True)
    asked_on = pd.to_datetime(_told(rows, requests["decided_on"]))
    answered_on = pd.to_datetime(_told(rows, answers["decided_on"]))
    as_of = date_text(part.facts.scope.as_of, part.language)
    absent = asked_on.notna().map(
        {True: sheet.text("answers_absent", as_of=as_of), False: sheet.text("answers_unasked", as_of=as_of)}
    )
    taken_back = _by_finding(decisions[decisions["kind"].isin(THREAD)])
    taken_back = taken_back[taken_back["kind"] == WITHDRAWAL]
    rows = rows.assign(
        number=range(1, len(rows) + 1),
        village=part.named(rows["village_code"]),
        answer=_told(rows, answers["reason"]).fillna(absent).astype("str"),
        answered_on=answered_on,
        asked_on=asked_on,
        answer_until=pd.to_datetime(asked_on.map(answer_until, na_action="ignore")),
        standing=_standing(sheet, rows, taken_back),
    )
    told = {"asked": int(asked_on.notna().sum()), "answered": int(answered_on.notna().sum())}
    withdrawn = int(rows["finding_id"].isin(taken_back.index).sum())
    summary = sheet.text("answers_summary", findings=len(rows), withdrawn=withdrawn, **told)
    links = {"village_code": villages.links(part, rows["village_code"])}
    sheet.main_table(rows, sheet.columns("answers"), summary, links=links)


def _about_persons(findings: pd.DataFrame) -> pd.DataFrame:
    return findings[findings["rule"].str.startswith(_FAMILY) & findings["subject"].notna()]


def _by_finding(decisions: pd.DataFrame) -> pd.DataFrame:
    """Return by finding_id the first of the *decisions* (result) that concern it, also those about its group."""
    ids = (decisions["finding_ids"].fillna("") + "; " + decisions["finding"].fillna("")).astype("str")
    told = decisions.assign(finding_id=ids.str.strip("; ").str.split("; ")).explode("finding_id")
    return told.drop_duplicates("finding_id").set_index("finding_id")


def _told(rows: pd.DataFrame, told: "pd.Series[Any]") -> "pd.Series[Any]":
    """Return for each finding what is told about it; missing without one."""
    by_finding = dict(told.items())
    return pd.Series([by_finding.get(finding) for finding in rows["finding_id"]], index=rows.index, dtype="object")


def _standing(sheet: Sheet, rows: pd.DataFrame, taken_back: pd.DataFrame) -> "pd.Series[Any]":
    """Return how each finding stands: withdrawn with day and reason, still found, or found no longer."""
    withdrawn = {
        str(finding): sheet.text("answers_withdrawn", day=date_text(day, sheet.language), reason=reason)
        for finding, day, reason in taken_back[["decided_on", "reason"]].itertuples()
    }
    words = {True: sheet.text("answers_open"), False: sheet.text("answers_gone")}
    told = [
        withdrawn.get(finding, words[is_found])
        for finding, is_found in rows[["finding_id", "is_found"]].itertuples(index=False)
    ]
    return pd.Series(told, index=rows.index, dtype="object")
