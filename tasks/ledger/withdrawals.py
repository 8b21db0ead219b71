"""The findings of a month that an inspector withdrew, as the notices to whoever was told of them tell it."""

from datetime import date

import pandas as pd
from sqlalchemy import Connection

from tasks.findings.carried import todays
from tasks.findings.decisions import CLARIFICATION, THREAD, WITHDRAWAL
from tasks.ledger.decisions import decisions_until
from tasks.ledger.former_ids import known_former_ids
from tasks.ledger.told_findings import every_finding_about_persons, findings_in_packages


def withdrawn_findings(connection: Connection, area_code: str, period: str) -> pd.DataFrame:
    """Return each withdrawn finding that a person was asked about once, as the newest audit that told it did.

    Out: the columns of ``findings_about_persons`` with ``asked_on`` (the first request), ``withdrawn_on`` and
    ``reason``; sorted by village, person, rule and day. What was asked about again, or refused, after it was withdrawn
    is withdrawn no longer. A finding asked about under a former id is the finding of today.
    """
    rows = _with_ids_of_today(connection, every_finding_about_persons(connection, area_code, period))
    said = _said(connection, rows)
    asked = said[said["kind"] == CLARIFICATION].drop_duplicates("today").set_index("today")["decided_on"]
    rows = _withdrawn(rows[rows["today"].isin(asked.index)], said)
    newest_first = rows.assign(former=rows["finding_id"] != rows["today"]).sort_values("former", kind="stable")
    rows = rows.loc[newest_first.drop_duplicates("today").index].sort_index()
    rows = rows.assign(asked_on=asked.loc[rows["today"]].array)
    return rows.drop(columns="today").reset_index(drop=True)


def withdrawn_from_packages(connection: Connection, area_code: str, period: str) -> pd.DataFrame:
    """Return each withdrawn finding once for each package that held what it is about, as the newest audit told it.

    Out: the columns of ``findings_in_packages`` with ``withdrawn_on`` and ``reason``; ``as_of`` is the day of the
    first audit whose package held it. Withdrawn is what ``withdrawn_findings`` says.
    """
    rows = _with_ids_of_today(connection, findings_in_packages(connection, area_code, period))
    rows = _withdrawn(rows, _said(connection, rows))
    same = ["package", "audited_area", "today"]
    rows = rows.assign(as_of=rows.groupby(same)["as_of"].transform("min")).drop_duplicates(same)
    rows = rows.sort_values([*same[:2], "village_code", "rule", "finding_id"], kind="stable")
    return rows.drop(columns="today").reset_index(drop=True)


def _with_ids_of_today(connection: Connection, rows: pd.DataFrame) -> pd.DataFrame:
    former = known_former_ids(connection).dropna(subset="current_id")
    current = dict(zip(former["former_id"], former["current_id"], strict=True))
    return rows.assign(today=todays(rows["finding_id"], current))


def _said(connection: Connection, rows: pd.DataFrame) -> pd.DataFrame:
    """Return what was said about findings as it was recorded: kind, decided_on, reason and the id of ``today``.

    What was recorded last counts, also where it bears an earlier day.
    """
    decisions = decisions_until(connection, date.max)
    decisions = decisions[decisions["kind"].isin(THREAD)]
    decisions = decisions.assign(order=range(len(decisions)))[["order", "kind", "finding", "decided_on", "reason"]]
    about = [
        decisions.merge(rows[[identity, "today"]].drop_duplicates(), left_on="finding", right_on=identity)
        for identity in ("finding_id", "group_id")
    ]
    return pd.concat(about, ignore_index=True).sort_values("order", kind="stable")


def _withdrawn(rows: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Return the rows whose latest word is a withdrawal, with ``withdrawn_on`` and ``reason``."""
    latest = said.drop_duplicates("today", keep="last").set_index("today")
    taken_back = latest[latest["kind"] == WITHDRAWAL]
    rows = rows[rows["today"].isin(taken_back.index)]
    return rows.assign(
        withdrawn_on=taken_back.loc[rows["today"], "decided_on"].array,
        reason=taken_back.loc[rows["today"], "reason"].array,
    )
