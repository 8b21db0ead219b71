"""Assess what was read: which sheets count, what they hold, and what that makes of each village."""

from collections.abc import Mapping, Sequence

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from data.scope import Scope
from expectations.validation import Verdict
from tasks import stages
from tasks.stages import Contents


@task(cache_policy=NO_CACHE)
def judge_receipts(read: Mapping[str, pd.DataFrame], scope: Scope) -> dict[str, pd.DataFrame]:
    """Prepare the judge tables of the first round: files, identities, sheets."""
    return stages.receipts_to_judge(read, scope)


@task(cache_policy=NO_CACHE)
def judge_contents(
    read: Mapping[str, pd.DataFrame], receipts: Mapping[str, pd.DataFrame], verdicts: Sequence[Verdict], scope: Scope
) -> Contents:
    """Prepare the judge tables of the second round from the sheets that count after the first."""
    failing = {verdict.rule: verdict.rows for verdict in verdicts}
    return stages.contents_to_judge(read, receipts, failing, scope)


@task(cache_policy=NO_CACHE)
def assess(
    read: Mapping[str, pd.DataFrame], contents: Contents, findings: pd.DataFrame, scope: Scope
) -> dict[str, pd.DataFrame]:
    """Compute indicators and score; return the *result* tables but for *results*."""
    return stages.assess(read, contents, findings, scope)
