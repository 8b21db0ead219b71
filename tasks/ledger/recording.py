"""Before an audit is seen: all that it leaves in the ledger, in one transaction."""

import pandas as pd
from sqlalchemy import Connection, Engine, insert, select

from tasks.ledger.decisions import record_decisions
from tasks.ledger.engine import answering
from tasks.ledger.follow_ups import record_follow_ups
from tasks.ledger.former_ids import record_former_ids
from tasks.ledger.history import LedgerHistory
from tasks.ledger.receipts import utc
from tasks.ledger.rows import add_rows
from tasks.ledger.schema import AUDIT_TABLES, AUDITS
from tasks.ledger.snapshot import Snapshot


def record(
    ledger: Engine,
    known: LedgerHistory,
    left: Snapshot,
    decisions: pd.DataFrame,
    follow_ups: pd.DataFrame,
    former_ids: pd.DataFrame,
    record_sha256: str,
) -> None:
    """Record an audit, or nothing at all.

    In: ``left``: what the audit leaves; *decisions* and *follow_ups* (memory) with what the auditors' workbooks added;
    ``former_ids``: former_id and current_id that the audit found out; ``record_sha256`` of its ``audit.json``. An audit
    that was recorded before with that hash is the same audit. Its receipts are there since its files were archived
    (``load_history``). Raises ``EnvironmentUnavailable`` when the database does not take it.
    """
    with answering(ledger), ledger.begin() as connection:
        record_decisions(connection, decisions, known.audited_at)
        record_follow_ups(connection, follow_ups, known.audited_at)
        record_former_ids(connection, former_ids, known.audited_at)
        if not _is_recorded(connection, known, record_sha256):
            _record_audit(connection, known, left, record_sha256)


def last_recorded(ledger: Engine, known: LedgerHistory) -> str | None:
    """Return the SHA-256 of ``audit.json`` of the newest audit of the same inbox, area and month; None without one."""
    scope = known.facts.scope
    asked = select(AUDITS.c.record_sha256).where(
        AUDITS.c.inbox == known.look.inbox,
        AUDITS.c.area_code == scope.area.code,
        AUDITS.c.period == str(scope.period),
    )
    with answering(ledger), ledger.connect() as connection:
        return connection.execute(asked.order_by(AUDITS.c.id.desc()).limit(1)).scalar()


def recorded_audits(ledger: Engine) -> frozenset[str]:
    """Return the SHA-256 of ``audit.json`` of every audit that was ever recorded."""
    with answering(ledger), ledger.connect() as connection:
        return frozenset(connection.scalars(select(AUDITS.c.record_sha256).distinct()))


def _is_recorded(connection: Connection, known: LedgerHistory, record_sha256: str) -> bool:
    """Tell whether these very bytes were recorded; the same audit with packages beside it has others."""
    asked = select(AUDITS.c.id).where(
        AUDITS.c.audit_id == known.facts.audit_id,
        AUDITS.c.inbox == known.look.inbox,
        AUDITS.c.record_sha256 == record_sha256,
    )
    return connection.execute(asked).first() is not None


def _record_audit(connection: Connection, known: LedgerHistory, left: Snapshot, record_sha256: str) -> None:
    facts, scope = known.facts, known.facts.scope
    added = connection.execute(
        insert(AUDITS).values(
            audit_id=facts.audit_id,
            inbox=known.look.inbox,
            area_code=scope.area.code,
            period=str(scope.period),
            as_of=scope.as_of,
            language=scope.language,
            revision=facts.revision,
            **facts.versions.as_dict(),
            record_sha256=record_sha256,
            recorded_at=utc(known.audited_at),
        )
    )
    number = int(added.inserted_primary_key[0])  # type: ignore[index]
    for table in AUDIT_TABLES:
        add_rows(connection, table, left.rows_of(table.name), {"audit": number})
