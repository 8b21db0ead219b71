"""A whole audit in this process, without Prefect and without files of its own: from an inbox to result tables."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.scope import Scope
from data.tables import frames
from tasks.findings.results import results_of
from tasks.inbox.listing import list_inbox
from tasks.judgement import judge
from tasks.reading.isolated import read_isolated
from tasks.reading.joining import read_tables
from tasks.reading.reading import Source
from tasks.stages import assess


@dataclass(frozen=True)
class Audited:
    """The read, judge and result tables of an audit."""

    read: dict[str, pd.DataFrame]
    judged: dict[str, pd.DataFrame]
    results: dict[str, pd.DataFrame]

    @property
    def findings(self) -> pd.DataFrame:
        return self.results["findings"]


def audit(inbox: Path, scope: Scope, jobs: int = 1) -> Audited:
    """Audit an inbox; its files are read where they lie."""
    files = list_inbox(inbox, scope)
    wanted = files[files["ignored"].isna() & files["sha256"].notna() & files["place"].isin(["village", "regency"])]
    items = [
        (Source(file, place, scope.period.year), inbox / file)
        for file, place in wanted[["file", "place"]].itertuples(index=False)
    ]
    read = {"files": files} | read_tables(read_isolated(items, jobs)) | frames("memory")
    found = judge(read, scope)
    results = {"results": results_of(found.verdicts)}
    return Audited(read, found.judged, assess(read, found.contents, found.findings, scope) | results)
