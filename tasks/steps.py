"""Every step as a Prefect task, in the order of the data; the only module of ``tasks`` that imports Prefect.

A step is tried again only where the environment failed, never for a bug or for wrong use.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from data.errors import EnvironmentUnavailable
from data.scope import Scope
from tasks import pipeline
from tasks.counting.history import History
from tasks.inbox.listing import REPLIES
from tasks.inbox.opening import InboxLike
from tasks.inbox.storage import Inbox
from tasks.ledger.history import LedgerHistory
from tasks.pipeline import Judgement
from tasks.publishing.replies.village_replies import deliver_replies
from tasks.reading.isolated import Item
from tasks.reading.returns import Returns
from tasks.scoring.results import Results
from tasks.watch import batch
from tasks.watch.queue import Answered, Waiting, WatchQueue

RETRIES = 2
RETRY_SECONDS = 1.0


def environment_failed(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Tell whether a folder, a disk, a share or a database failed, which may be well again in a moment."""
    failure = state.result(raise_on_failure=False)
    return isinstance(failure, OSError | EnvironmentUnavailable | OperationalError)


@task(retries=RETRIES, retry_delay_seconds=RETRY_SECONDS, retry_condition_fn=environment_failed, cache_policy=NO_CACHE)
def collect(inbox: InboxLike, scope: Scope, home: Path) -> pd.DataFrame:
    """List the inbox and archive its bytes; return table *files* (read)."""
    return pipeline.collect(inbox, scope, home)


@task(retries=RETRIES, retry_delay_seconds=RETRY_SECONDS, retry_condition_fn=environment_failed, cache_policy=NO_CACHE)
def remember(
    ledger: Engine, inbox: str, files: pd.DataFrame, scope: Scope, home: Path, *, keeps_receipts: bool
) -> LedgerHistory:
    """Return the files that count, with their receipt, and what is known before; record the receipts if asked."""
    return pipeline.remember(ledger, inbox, files, scope, home, keeps_receipts=keeps_receipts)


@task(retries=RETRIES, retry_delay_seconds=RETRY_SECONDS, retry_condition_fn=environment_failed, cache_policy=NO_CACHE)
def read_share(items: Sequence[Item], jobs: int) -> Returns:
    """Read a share of the files on ``jobs`` worker processes.

    Tables, not rows, leave this task: Prefect looks into every tuple and list that passes between tasks.
    """
    return pipeline.read(items, jobs)


@task(cache_policy=NO_CACHE)
def join(files: pd.DataFrame, shares: Sequence[Returns]) -> Returns:
    """Join *files* and what was read in several shares."""
    return pipeline.join(files, shares)


@task(cache_policy=NO_CACHE)
def hear(returns: Returns, known: LedgerHistory, scope: Scope) -> History:
    """Return what is remembered together with what auditors sent back."""
    return pipeline.hear(returns, known, scope)


@task(cache_policy=NO_CACHE)
def judge(returns: Returns, remembered: History, scope: Scope) -> Judgement:
    """Judge by every rule, one batch a table for all villages at once, and tell what failed and how to mend it."""
    return pipeline.judge(returns, remembered, scope)


@task(cache_policy=NO_CACHE)
def assess(returns: Returns, remembered: History, found: Judgement, scope: Scope) -> Results:
    """Compute indicators and score; return what is published."""
    return pipeline.assess(returns, remembered, found, scope)


@task(cache_policy=NO_CACHE)
def told_to_villages(
    returns: Returns, remembered: History, found: Judgement, results: Results, scope: Scope
) -> pipeline.Told:
    """Return what villages are told, in their language."""
    return pipeline.told_to_villages(returns, remembered, found, results, scope)


@task(retries=RETRIES, retry_delay_seconds=RETRY_SECONDS, retry_condition_fn=environment_failed, cache_policy=NO_CACHE)
def publish(
    ledger: Engine,
    out: Path,
    known: LedgerHistory,
    heard: History,
    found: Judgement,
    results: Results,
    villages: pipeline.Told,
    home: Path,
    jobs: int,
    *,
    packages: bool,
) -> Path:
    """Write the audit into ``<out>/<period>/<area>/`` and record it in the ledger; return the path of its workbook."""
    return pipeline.publish(ledger, out, known, heard, found, results, villages, home, jobs, packages=packages)


@task(retries=RETRIES, retry_delay_seconds=RETRY_SECONDS, retry_condition_fn=environment_failed, cache_policy=NO_CACHE)
def reply(
    workbook: Path,
    inbox: InboxLike,
    known: LedgerHistory,
    returns: Returns,
    villages: pipeline.Told,
    home: Path,
    jobs: int,
) -> list[str]:
    """Put the receipts of a published audit, and marked copies of what is to be mended, into the villages' folders.

    Out: what went wrong, as sentences.
    """
    facts = known.facts.for_villages(villages.mends)
    return deliver_replies(workbook.parent / REPLIES, home, inbox, facts, returns, villages.results, jobs)


@task(cache_policy=NO_CACHE)
def check_received(
    waiting: Sequence[Waiting], inbox: Inbox, area: str, home: Path, ledger: Engine, jobs: int
) -> tuple[list[Answered], dict[Waiting, Exception]]:
    """Read and judge what the watch received and write the replies; return those answered, and our failures by file."""
    return batch.check_batch(waiting, inbox, area, home, ledger, datetime.now(UTC), jobs)


@task(cache_policy=NO_CACHE)
def deliver_checked(done: Sequence[Answered], inbox: Inbox, home: Path, queue: WatchQueue) -> list[str]:
    """Put the replies to what was received into the villages' folders; return what went wrong, as sentences."""
    return batch.settle(done, inbox, home, queue)
