"""A whole audit in this process, without Prefect and without files of its own: from an inbox to result tables."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.scope import Scope
from tasks.counting.history import History
from tasks.inbox.listing import list_inbox
from tasks.pipeline import assess, judge, read
from tasks.reading.reading import Source
from tasks.reading.returns import Returns
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
    wanted = files[files["ignored"].isna() & files["sha256"].notna() & files["place"].isin(["village", "regency"])]
    items = [
        (Source(file, place, scope.period.year), inbox / file)
        for file, place in wanted[["file", "place"]].itertuples(index=False)
    ]
    returns, history = read(items, jobs).with_files(files), History.empty()
    found = judge(returns, history, scope)
    return Audited(returns, found.judged, assess(returns, history, found, scope))
