"""Whole audits in this process that remember each other through a ledger; without Prefect and without workbooks."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine

from data.calendar import Period
from data.register import area
from data.scope import Scope
from tasks.counting.history import History
from tasks.inbox.archive import archive
from tasks.inbox.listing import list_inbox
from tasks.ledger.auditor_input import merge_auditor_input
from tasks.ledger.history import LedgerHistory, load_history
from tasks.ledger.recording import record
from tasks.ledger.snapshot import snapshot
from tasks.pipeline import assess, judge
from tasks.reading.reading import read_file
from tasks.reading.readings import Readings
from tasks.reading.returns import returns_of
from tasks.reading.sources import sources

NO_RECORD = "0" * 64


@dataclass(frozen=True)
class Audited:
    """An audit that is not recorded yet: what it started with, what it heard and what it found."""

    known: LedgerHistory
    history: History
    tables: dict[str, pd.DataFrame]
    left: dict[str, pd.DataFrame]
    mends: dict[str, str]

    @property
    def findings(self) -> pd.DataFrame:
        return self.tables["findings"]


@dataclass(frozen=True)
class Office:
    """An inspectorate: its inbox, home and ledger."""

    inbox: Path
    home: Path
    ledger: Engine

    def audit(self, code: str, period: str, as_of: date, *, recorded: bool = True) -> Audited:
        """Audit an area as the flow does; ``recorded`` false is an audit that died before its last step."""
        scope = Scope(area(code), Period.parse(period), as_of)
        files = archive(self.inbox, list_inbox(self.inbox, scope), self.home)
        known = load_history(
            self.ledger, str(self.inbox), files, scope, self.home, datetime.now(UTC), keeps_receipts=True
        )
        readings = Readings()
        for source, path in sources(known.files, scope.period, self.home):
            read_file(source, path.read_bytes(), readings)
        returns = returns_of([readings]).with_files(known.files)
        history = merge_auditor_input(returns, known.history, scope)
        found = judge(returns, history, scope)
        results = assess(returns, history, found, scope)
        left = snapshot(found.counted, found.judged, results, history.join_key)
        audited = Audited(known, history, results.by_name(), left, found.mends)
        if recorded:
            self.record(audited)
        return audited

    def record(self, audited: Audited) -> None:
        """Take the audit's last step."""
        heard = audited.history
        record(self.ledger, audited.known, audited.left, heard.decisions, heard.follow_ups, NO_RECORD)
