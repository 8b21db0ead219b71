"""How many findings one village may have: beyond it stands one finding (S13), whatever its files hold.

What costs a row in every table, workbook and reply must not be a number that a village chooses.
"""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from data.reference import limit
from data.tables import project
from expectations import CHECKS
from expectations.validation import Verdict
from tasks.tables.judged import FINDING_COUNTS, Judged


def with_finding_counts(judged: Judged, verdicts: Sequence[Verdict]) -> Judged:
    """Return the judge tables with *finding_counts*: how many rows of each village the other rules found failing."""
    counts = _failing(judged, verdicts).groupby("village_code", as_index=False).size()
    counts = counts.rename(columns={"size": "finding_count"}).assign(identity="")
    return replace(judged, finding_counts=project(counts, FINDING_COUNTS, "judge"))


def within_budget(judged: Judged, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts with no more failing rows of a village than it may have (``village_findings``).

    Of every rule as many are kept as of any other while they last, so that a flood of one rule hides no other. What is
    left out counts as not applied.
    """
    most = int(limit("village_findings"))
    counts = judged.finding_counts
    if (counts["finding_count"] <= most).all():
        return list(verdicts)
    failing = _failing(judged, verdicts)
    failing["turn"] = failing.groupby(["village_code", "rule"]).cumcount()
    in_turn = failing.sort_values(["turn", "order"], kind="stable")
    left_out = in_turn[(in_turn.groupby("village_code").cumcount() >= most)]
    dropped = {str(rule): set(rows) for rule, rows in left_out.groupby("rule")["key"]}
    return [_without(verdict, dropped.get(verdict.rule, set())) for verdict in verdicts]


def _failing(judged: Judged, verdicts: Sequence[Verdict]) -> pd.DataFrame:
    """Return rule, its order in the catalogue, key and village_code of every failing row that is a village's."""
    table_of = {check.rule.code: check.rule.table for check in CHECKS}
    order = {check.rule.code: number for number, check in enumerate(CHECKS)}
    tables = judged.by_name()
    parts = [
        pd.DataFrame(
            {
                "rule": verdict.rule,
                "order": order[verdict.rule],
                "key": list(verdict.rows),
                "village_code": tables[table_of[verdict.rule]].loc[list(verdict.rows), "village_code"].to_numpy(),
            }
        )
        for verdict in verdicts
        if verdict.rows
    ]
    if not parts:
        return pd.DataFrame(columns=["rule", "order", "key", "village_code"])
    return pd.concat(parts, ignore_index=True).dropna(subset="village_code")


def _without(verdict: Verdict, dropped: set[int]) -> Verdict:
    count = len(dropped)
    return replace(
        verdict,
        applied=verdict.applied - count,
        failed=verdict.failed - count,
        not_applied=verdict.not_applied + count,
        rows=tuple(row for row in verdict.rows if row not in dropped),
    )
