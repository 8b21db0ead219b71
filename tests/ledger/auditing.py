"""Whole audits in this process that remember each other through a ledger; without Prefect and without workbooks."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine

from data.calendar import Period
from data.register import area
from data.scope import Scope
from tasks import pipeline
from tasks.counting.history import History
from tasks.findings.carried import FormerIds
from tasks.ledger.history import LedgerHistory
from tasks.ledger.recording import record
from tasks.ledger.snapshot import Snapshot, snapshot
from tasks.publishing.packages.packages import packaged_rows
from tasks.reading.reading import read_file
from tasks.reading.readings import Readings
from tasks.reading.returns import returns_of
from tasks.reading.sources import sources
from tasks.scoring.results import Results

NO_RECORD = "0" * 64


@dataclass(frozen=True)
class Audited:
    """An audit that is not recorded yet: what it started with, what it heard and what it found."""

    known: LedgerHistory
    history: History
    results: Results
    left: Snapshot
    mends: dict[str, str]
    former: FormerIds

    @property
    def findings(self) -> pd.DataFrame:
        return self.results.findings


@dataclass(frozen=True)
class Office:
    """An inspectorate: its inbox, home and ledger."""

    inbox: Path
    home: Path
    ledger: Engine

    def audit(self, code: str, period: str, as_of: date, *, recorded: bool = True) -> Audited:
        """Audit an area as the flow does; ``recorded`` false is an audit that died before its last step."""
        scope = Scope(area(code), Period.parse(period), as_of)
        files = pipeline.collect(self.inbox, scope, self.home)
        known = pipeline.remember(self.ledger, str(self.inbox), files, scope, self.home, keeps_receipts=True)
        readings = Readings()
        for source, path in sources(known.files, scope.period, self.home):
            read_file(source, path.read_bytes(), readings)
        returns = returns_of([readings]).with_files(known.files)
        history = pipeline.hear(returns, known, scope)
        found = pipeline.judge(returns, history, scope)
        results = pipeline.assess(returns, history, found, scope)
        left = snapshot(found.counted, found.judged, results, history.join_key, packaged_rows(known.facts, None))
        audited = Audited(known, history, results, left, found.mends, found.former)
        if recorded:
            self.record(audited)
        return audited

    def record(self, audited: Audited) -> None:
        """Take the audit's last step."""
        heard = audited.history
        pairs = audited.former.newly_known()
        record(self.ledger, audited.known, audited.left, heard.decisions, heard.follow_ups, pairs, NO_RECORD)
