"""Whole audits in this process that remember each other through a ledger; without Prefect and without workbooks."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine

from data.calendar import Period
from data.register import area
from data.scope import Scope
from tasks.findings.results import results_of
from tasks.inbox.archive import archive
from tasks.inbox.listing import list_inbox
from tasks.judgement import judge
from tasks.ledger.auditor_input import hear
from tasks.ledger.history import LedgerHistory, load_history
from tasks.ledger.recording import record
from tasks.ledger_snapshot import remains
from tasks.reading.joining import read_tables
from tasks.reading.reading import read_file
from tasks.reading.readings import Readings
from tasks.reading.sources import sources
from tasks.stages import assess

NO_RECORD = "0" * 64


@dataclass(frozen=True)
class Audited:
    """An audit that is not recorded yet: what it started with, what it read and what it found."""

    known: LedgerHistory
    read: dict[str, pd.DataFrame]
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
        read = {"files": known.files} | read_tables([readings]) | known.tables
        read |= hear(read, scope)
        found = judge(read, scope)
        tables = assess(read, found.contents, found.findings, scope) | {"results": results_of(found.verdicts)}
        left = remains(read, found.contents, tables, tables["results"])
        audited = Audited(known, read, tables, left, found.mends)
        if recorded:
            self.record(audited)
        return audited

    def record(self, audited: Audited) -> None:
        """Take the audit's last step."""
        said = {name: audited.read[name] for name in ("decisions", "follow_ups")}
        record(self.ledger, audited.known, audited.left, said, NO_RECORD)
