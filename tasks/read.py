"""Read the archived files, on worker processes and, where there is a cluster, on several machines."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from data.scope import Scope
from tasks.environment import RETRIES, RETRY_SECONDS, environment_failed
from tasks.workbooks.isolation import Item, read_isolated
from tasks.workbooks.joining import read_tables
from tasks.workbooks.readings import Readings
from tasks.workbooks.sources import in_shares, sources


@task(retries=RETRIES, retry_delay_seconds=RETRY_SECONDS, retry_condition_fn=environment_failed, cache_policy=NO_CACHE)
def read_share(items: Sequence[Item], jobs: int) -> list[Readings]:
    """Read a share of the files on ``jobs`` worker processes."""
    return read_isolated(items, jobs)


@task(cache_policy=NO_CACHE)
def join(files: pd.DataFrame, parts: Sequence[list[Readings]]) -> dict[str, pd.DataFrame]:
    """Join *files* and what was read into the *read* tables."""
    return {"files": files} | read_tables(readings for part in parts for readings in part)


def shares(files: pd.DataFrame, scope: Scope, home: Path, count: int) -> list[list[Item]]:
    """Return the files to read in ``count`` shares (fewer when there are fewer files), in the order of *files*."""
    return in_shares(sources(files, scope.period, home), count)
