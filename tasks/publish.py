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
from tasks.inbox.listing import REPLIES
from tasks.inbox.opening import InboxLike
from tasks.manifest.audit_context import AuditContext
from tasks.publishing import publishing
from tasks.publishing.replies.replies import deliver_replies


@task(retries=RETRIES, retry_delay_seconds=RETRY_SECONDS, retry_condition_fn=environment_failed, cache_policy=NO_CACHE)
def publish(
    out: Path,
    facts: AuditContext,
    tables: Mapping[str, pd.DataFrame],
    verdicts: Sequence[Verdict],
    mends: Mapping[str, str],
    archive: Path,
    jobs: int,
    *,
    packages: bool,
) -> Path:
    """Write the audit into ``<out>/<period>/<area>/``; return the path of its workbook."""
    results = {**tables, "results": results_of(verdicts)}
    return publishing.publish(out, facts.with_mends(mends), results, jobs, archive, packages=packages)


@task(retries=RETRIES, retry_delay_seconds=RETRY_SECONDS, retry_condition_fn=environment_failed, cache_policy=NO_CACHE)
def reply(workbook: Path, inbox: InboxLike, scope: Scope) -> list[str]:
    """Put the replies of a published audit into the villages' folders; return what went wrong, as sentences."""
    return deliver_replies(workbook.parent / REPLIES, inbox, scope)
