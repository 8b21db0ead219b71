"""*Hak Jawab*: what everybody named in a finding of neutrality answered, or until when no answer came."""

from typing import Any

import pandas as pd

from data.figures import date_text
from tasks.findings.decisions import ANSWER, CLARIFICATION, answer_until
from tasks.publishing.workbook.sheet import Sheet
from tasks.publishing.workbook.sheets import villages

_FAMILY = "N"


def write(sheet: Sheet) -> None:
    """Fill the sheet from findings and decisions: a finding that names a person a row, the newest answer beside it.

    When the person was first asked about it stands there, too (decisions of the kind CLARIFICATION).
    """
    part = sheet.part
    found = part.findings
    rows = found[found["rule"].str.startswith(_FAMILY) & found["subject"].notna()].reset_index(drop=True)
    decisions = part.tables.decisions
    answers = _by_finding(decisions[decisions["kind"] == ANSWER])
    requests = _by_finding(decisions[decisions["kind"] == CLARIFICATION].iloc[::-1])
    asked_on = pd.to_datetime(_answered(rows, requests["decided_on"]))
    answered_on = pd.to_datetime(_answered(rows, answers["decided_on"]))
    absent = sheet.text("answers_absent", as_of=date_text(part.facts.scope.as_of, part.language))
    rows = rows.assign(
        number=range(1, len(rows) + 1),
        answer=_answered(rows, answers["reason"]).fillna(absent).astype("str"),
        answered_on=answered_on,
        asked_on=asked_on,
        answer_until=pd.to_datetime(asked_on.map(answer_until, na_action="ignore")),
    )
    told = {"asked": int(asked_on.notna().sum()), "answered": int(answered_on.notna().sum())}
    summary = sheet.text("answers_summary", findings=len(rows), **told)
    links = {"village_code": villages.links(part, rows["village_code"])}
    sheet.main_table(rows, sheet.columns("answers"), summary, links=links)


def _by_finding(decisions: pd.DataFrame) -> pd.DataFrame:
    """Return by finding_id the first of the *decisions* (result) that concern it, also those about its group."""
    told = decisions.assign(finding_id=decisions["finding_ids"].str.split("; ")).explode("finding_id")
    return told.dropna(subset="finding_id").drop_duplicates("finding_id").set_index("finding_id")


def _answered(rows: pd.DataFrame, told: "pd.Series[Any]") -> "pd.Series[Any]":
    """Return for each finding what is told about it; missing without one."""
    by_finding = dict(told.items())
    return pd.Series([by_finding.get(finding) for finding in rows["finding_id"]], index=rows.index, dtype="object")
