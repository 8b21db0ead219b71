"""The rules' own account: to how many rows each applied, how many passed and failed, and why one did not apply."""

from collections.abc import Iterable

import pandas as pd

from data.catalogue import rules
from data.tables import frame
from expectations.validation import Verdict


def results_of(verdicts: Iterable[Verdict]) -> pd.DataFrame:
    """Return table *results* (result): one row a verdict, in the catalogue's order; the reason only where it counts."""
    order = list(rules())
    rows = [
        {
            "rule": verdict.rule,
            "applied": verdict.applied,
            "passed": verdict.passed,
            "failed": verdict.failed,
            "not_applied": verdict.not_applied,
            "reason": verdict.reason or None,
        }
        for verdict in sorted(verdicts, key=lambda verdict: order.index(verdict.rule))
    ]
    return frame("results", "result", rows)
