"""Requests for clarification on record: who was asked about which finding, when, by whom and until when to answer."""

from datetime import datetime

import pandas as pd
from sqlalchemy import Engine

from data.figures import date_text
from data.sentences import VILLAGES, text
from tasks.findings.decisions import CLARIFICATION, answer_until
from tasks.ledger.decisions import Decision, as_table, decided, record_decisions


def record_requests(ledger: Engine, findings: pd.DataFrame, asked_by: str, origin: str, now: datetime) -> list[str]:
    """Record a request for each finding and return the numbers of those that are new; it decides nothing.

    In: as ``tasks.ledger.told_findings.findings_about_persons`` returns them. Nobody has to approve: asking again on
    the same day is the same request.
    """
    reason = text("clarification_reason", VILLAGES, until=date_text(answer_until(now.date()), VILLAGES))
    rows = [
        decided(Decision(CLARIFICATION, reason, asked_by, asked_by, now.date(), origin, finding=str(finding)), findings)
        for finding in findings["finding_id"]
    ]
    with ledger.begin() as connection:
        return record_decisions(connection, as_table(rows), now)
