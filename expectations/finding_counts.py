"""The rule on how much is told of one village."""

import pandas as pd

from data.reference import limit
from expectations.rule import everywhere, rule, verdicts


@rule("S13")
def findings_beyond_budget(finding_counts: pd.DataFrame) -> "pd.Series[bool]":
    """No more is found about one village than anybody can read (``village_findings``); the rest is counted alone."""
    passes = finding_counts["finding_count"] <= limit("village_findings")
    return verdicts(passes=passes, applies=everywhere(finding_counts))
