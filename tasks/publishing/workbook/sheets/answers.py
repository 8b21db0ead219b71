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
    answers = decisions[decisions["kind"] == ANSWER].drop_duplicates("finding").set_index("finding")
    requests = decisions[decisions["kind"] == CLARIFICATION].drop_duplicates("finding", keep="last")
    asked_on = pd.to_datetime(_answered(rows, requests.set_index("finding")["decided_on"]))
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


def _answered(rows: pd.DataFrame, told: "pd.Series[Any]") -> "pd.Series[Any]":
    """Return for each finding what the newest answer tells about it, else about its group; missing without one."""
    by_finding = dict(told.items())
    values = [
        by_finding.get(finding, by_finding.get(group))
        for finding, group in rows[["finding_id", "group_id"]].itertuples(index=False, name=None)
    ]
    return pd.Series(values, index=rows.index, dtype="object")
