"""Publish an audit: workbooks, tables and their record."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from data.scope import Scope
from expectations.validation import Verdict
from tasks.environment import RETRIES, RETRY_SECONDS, environment_failed
from tasks.findings.results import results_of
from tasks.reports import publishing
from tasks.reports.facts import Facts


@task(retries=RETRIES, retry_delay_seconds=RETRY_SECONDS, retry_condition_fn=environment_failed, cache_policy=NO_CACHE)
def publish(
    out: Path,
    scope: Scope,
    tables: Mapping[str, pd.DataFrame],
    verdicts: Sequence[Verdict],
    mends: Mapping[str, str],
    jobs: int,
) -> Path:
    """Write the audit into ``<out>/<period>/<area>/``; return the path of its workbook."""
    files = tables["files"].dropna(subset="sha256")
    inputs = dict(zip(files["file"], files["sha256"], strict=True))
    return publishing.publish(out, Facts(scope, inputs, mends=mends), {**tables, "results": results_of(verdicts)}, jobs)
