"""A whole audit in this process, without Prefect and without files of its own: from an inbox to result tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from data.scope import Scope
from data.tables import frame
from tasks.counting.history import History
from tasks.inbox.listing import list_inbox
from tasks.pipeline import assess, judge, read
from tasks.reading.reading import Source, read_file
from tasks.reading.readings import Readings
from tasks.reading.returns import Returns, returns_of
from tasks.scoring.results import Results
from tasks.tables.judged import Judged


@dataclass(frozen=True, eq=False)
class Audited:
    """What an audit read, judged and publishes."""

    returns: Returns
    judged: Judged
    results: Results

    @property
    def findings(self) -> pd.DataFrame:
        return self.results.findings


def audit(inbox: Path, scope: Scope, jobs: int = 1) -> Audited:
    """Audit an inbox; its files are read where they lie."""
    files = list_inbox(inbox, scope)
    is_read = files["place"].isin(["village", "regency", "partner"])
    wanted = files[files["ignored"].isna() & files["sha256"].notna() & is_read]
    items = [
        (Source(file, place, scope.period.year), inbox / file)
        for file, place in wanted[["file", "place"]].itertuples(index=False)
    ]
    returns, history = read(items, jobs).with_files(files), History.empty()
    found = judge(returns, history, scope)
    return Audited(returns, found.judged, assess(returns, history, found, scope))


class Sent(NamedTuple):
    """One file that was sent before the due date: its path in the inbox, its place there, its village and its bytes."""

    file: str
    place: str
    village: str | None
    content: bytes


def audit_sent(files: Sequence[Sent], scope: Scope) -> Audited:
    """Audit files that lie nowhere, read one after the other in this process."""
    parts = [Readings() for _ in files]
    for each, part in zip(files, parts, strict=True):
        read_file(Source(each.file, each.place, scope.period.year), each.content, part)
    rows = [
        {
            "file": each.file,
            "place": each.place,
            "village_code": each.village,
            "sha256": f"{number:064x}",
            "size": len(each.content),
            "received_date": scope.deadlines.due,
        }
        for number, each in enumerate(files)
    ]
    returns, history = returns_of(parts).with_files(frame("files", "read", rows)), History.empty()
    found = judge(returns, history, scope)
    return Audited(returns, found.judged, assess(returns, history, found, scope))
