"""The findings of a month that somebody was asked about and that an inspector withdrew, as the notice tells them."""

from datetime import date

import pandas as pd
from sqlalchemy import Connection

from tasks.findings.carried import todays
from tasks.findings.decisions import CLARIFICATION, THREAD, WITHDRAWAL
from tasks.ledger.decisions import decisions_until
from tasks.ledger.former_ids import known_former_ids
from tasks.ledger.told_findings import every_finding_about_persons


def withdrawn_findings(connection: Connection, area_code: str, period: str) -> pd.DataFrame:
    """Return each withdrawn finding once, as the newest audit that told it did.

    Out: the columns of ``findings_about_persons`` with ``asked_on`` (the first request), ``withdrawn_on`` and
    ``reason``; sorted by village, person, rule and day. What was asked about again, or refused, after it was withdrawn
    is withdrawn no longer. A finding asked about under a former id is the finding of today.
    """
    former = known_former_ids(connection).dropna(subset="current_id")
    current = dict(zip(former["former_id"], former["current_id"], strict=True))
    rows = every_finding_about_persons(connection, area_code, period)
    rows["today"] = todays(rows["finding_id"], current)
    decisions = decisions_until(connection, date.max)
    decisions = decisions[decisions["kind"].isin(THREAD)].sort_values("decided_on", kind="stable")
    decisions = decisions.assign(order=range(len(decisions)))[["order", "kind", "finding", "decided_on", "reason"]]
    about = [
        decisions.merge(rows[[identity, "today"]].drop_duplicates(), left_on="finding", right_on=identity)
        for identity in ("finding_id", "group_id")
    ]
    said = pd.concat(about, ignore_index=True).sort_values("order", kind="stable")
    asked = said[said["kind"] == CLARIFICATION].drop_duplicates("today").set_index("today")["decided_on"]
    latest = said.drop_duplicates("today", keep="last").set_index("today")
    taken_back = latest[latest["kind"] == WITHDRAWAL]
    rows = rows[rows["today"].isin(asked.index) & rows["today"].isin(taken_back.index)]
    newest_first = rows.assign(former=rows["finding_id"] != rows["today"]).sort_values("former", kind="stable")
    rows = rows.loc[newest_first.drop_duplicates("today").index].sort_index()
    rows = rows.assign(
        asked_on=asked.loc[rows["today"]].array,
        withdrawn_on=taken_back.loc[rows["today"], "decided_on"].array,
        reason=taken_back.loc[rows["today"], "reason"].array,
    )
    return rows.drop(columns="today").reset_index(drop=True)
