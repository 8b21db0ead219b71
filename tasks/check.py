"""Check what the watch has received, and reply."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from tasks.inbox.storage import Inbox
from tasks.watch import batch
from tasks.watch.queue import Answered, Waiting, WatchQueue


@task(cache_policy=NO_CACHE)
def check_received(
    waiting: Sequence[Waiting], inbox: Inbox, area: str, home: Path, ledger: Engine, jobs: int
) -> tuple[list[Answered], dict[Waiting, Exception]]:
    """Read and judge files and write their replies; return those answered, and our failures by file."""
    return batch.check_batch(waiting, inbox, area, home, ledger, datetime.now(UTC), jobs)


@task(cache_policy=NO_CACHE)
def deliver_replies(done: Sequence[Answered], inbox: Inbox, home: Path, queue: WatchQueue) -> list[str]:
    """Put the replies into the villages' folders; return what went wrong, as sentences."""
    return batch.settle(done, inbox, home, queue)
