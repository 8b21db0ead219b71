"""Before an audit reads anything: what the ledger knows about the inbox, the area and the month."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, Engine, select

from data.scope import Scope
from tasks.counting.history import History
from tasks.ledger.decisions import known_findings
from tasks.ledger.join_key import join_key
from tasks.ledger.memory import memory, persons_said
from tasks.ledger.receipts import Look, look, record_look
from tasks.ledger.schema import AUDITS, SIGN_OFFS
from tasks.manifest.audit_context import AuditContext


@dataclass(frozen=True)
class LedgerHistory:
    """What an audit starts with.

    ``look``: the files that count, not yet recorded; ``history``: the memory tables; ``facts``: what the audit is
    about, with its number; ``audited_at``: the moment, for the ledger's own notes.
    """

    look: Look
    history: History
    facts: AuditContext
    audited_at: datetime

    @property
    def files(self) -> pd.DataFrame:
        """*files* (read) as the audit counts it."""
        return self.look.files


def load_history(
    ledger: Engine, inbox: str, files: pd.DataFrame, scope: Scope, home: Path, now: datetime, *, keeps_receipts: bool
) -> LedgerHistory:
    """Return what the ledger knows.

    In: ``inbox``, the name under which the ledger keeps this inbox; *files* (read) as listed and archived;
    ``keeps_receipts``: the receipts are recorded at once, in a transaction of their own. What was received stays
    received, whatever becomes of the audit.
    """
    key = join_key(home, ledger)
    with ledger.begin() as connection:
        seen = look(connection, inbox, files, scope, now)
        if keeps_receipts:
            record_look(connection, seen, now)
    with ledger.connect() as connection:
        said = persons_said(connection, scope)
        hashed = seen.files.dropna(subset="sha256")
        facts = AuditContext(
            scope,
            inputs=dict(zip(hashed["file"], hashed["sha256"], strict=True)),
            ledger=_digest(seen.files, said.decisions, said.follow_ups),
        )
        number = _revision(connection, inbox, scope, facts.audit_id)
        known = memory(connection, inbox, scope, facts.audit_id, said, key)
        # every finding ever told, asked for only where an auditor's workbook may name one of them
        heard = (seen.files["place"] == "auditor").any()
        if heard:
            known = replace(known, known_findings=known_findings(connection, inbox, facts.audit_id))
    return LedgerHistory(seen, known, facts.with_revision(number), now)


def _digest(files: pd.DataFrame, decisions: pd.DataFrame, follow_ups: pd.DataFrame) -> str:
    """Return a hash of what the ledger adds to the audit's question: days of receipt, decisions and follow-ups.

    What a workbook in the inbox tells again is left out: its own hash is part of the question.
    """
    told_again = tuple(files.loc[files["place"] == "auditor", "file"])
    parts = (
        files[["file", "received_date", "present"]],
        decisions[~decisions["origin"].fillna("").str.startswith(told_again)] if told_again else decisions,
        follow_ups[~follow_ups["file"].isin(told_again)],
    )
    return hashlib.sha256("".join(part.to_csv(index=False) for part in parts).encode()).hexdigest()


def _revision(connection: Connection, inbox: str, scope: Scope, audit_id: str) -> int:
    """Return the audit's revision: 0 until the period is locked or an audit of it was approved, then 1, 2, …

    The same audit keeps its number.
    """
    asked = (
        select(AUDITS.c.audit_id, AUDITS.c.revision)
        .where(AUDITS.c.inbox == inbox, AUDITS.c.area_code == scope.area.code, AUDITS.c.period == str(scope.period))
        .order_by(AUDITS.c.id)
    )
    earlier = connection.execute(asked).all()
    for known, revision in earlier:
        if known == audit_id:
            return int(revision)
    approved = select(SIGN_OFFS.c.id).where(
        SIGN_OFFS.c.area_code == scope.area.code,
        SIGN_OFFS.c.period == str(scope.period),
        SIGN_OFFS.c.verdict == "approved",
    )
    closed = scope.as_of > scope.deadlines.lock or connection.execute(approved).first() is not None
    return max((int(revision) for _, revision in earlier), default=0) + 1 if closed else 0
