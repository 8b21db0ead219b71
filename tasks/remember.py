"""Remember what earlier audits left, hear what auditors sent back, and record this audit for the next ones."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from data.scope import Scope
from expectations.validation import Verdict
from tasks.environment import RETRIES, RETRY_SECONDS, environment_failed
from tasks.findings.results import results_of
from tasks.ledger import auditor_input, history, recording
from tasks.ledger.history import LedgerHistory
from tasks.ledger_snapshot import remains
from tasks.manifest.manifest import RECORD
from tasks.stages import Contents
from tasks.storage.file_sha256 import file_sha256


@task(retries=RETRIES, retry_delay_seconds=RETRY_SECONDS, retry_condition_fn=environment_failed, cache_policy=NO_CACHE)
def remember(
    ledger: Engine, inbox: str, files: pd.DataFrame, scope: Scope, home: Path, *, keeps_receipts: bool
) -> LedgerHistory:
    """Return the files that count, with their receipt, and the memory tables; record the receipts if asked."""
    now = datetime.now(UTC)
    return history.load_history(ledger, inbox, files, scope, home, now, keeps_receipts=keeps_receipts)


@task(cache_policy=NO_CACHE)
def hear(read: Mapping[str, pd.DataFrame], known: LedgerHistory, scope: Scope) -> dict[str, pd.DataFrame]:
    """Return what was read together with what is remembered and what auditors sent back."""
    together = {**read, **known.tables}
    return together | auditor_input.hear(together, scope)


@task(retries=RETRIES, retry_delay_seconds=RETRY_SECONDS, retry_condition_fn=environment_failed, cache_policy=NO_CACHE)
def record(
    ledger: Engine,
    known: LedgerHistory,
    read: Mapping[str, pd.DataFrame],
    contents: Contents,
    tables: Mapping[str, pd.DataFrame],
    verdicts: Sequence[Verdict],
    workbook: Path,
) -> None:
    """Record the published audit in the ledger, in one transaction."""
    left = remains(read, contents, tables, results_of(verdicts))
    digest = file_sha256(workbook.parent / RECORD)
    recording.record(ledger, known, left, {name: read[name] for name in ("decisions", "follow_ups")}, digest)
