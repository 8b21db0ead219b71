"""Read the archived files, on worker processes and, where there is a cluster, on several machines."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from data.scope import Scope
from tasks.environment import RETRIES, RETRY_SECONDS, environment_failed
from tasks.reading.isolated import Item, read_isolated
from tasks.reading.joining import join_shares, read_tables
from tasks.reading.sources import in_shares, sources


@task(retries=RETRIES, retry_delay_seconds=RETRY_SECONDS, retry_condition_fn=environment_failed, cache_policy=NO_CACHE)
def read_share(items: Sequence[Item], jobs: int) -> dict[str, pd.DataFrame]:
    """Read a share of the files on ``jobs`` worker processes; return the *read* tables of the share.

    Tables, not rows, leave this task: Prefect looks into every tuple and list that passes between tasks.
    """
    return read_tables(read_isolated(items, jobs))


@task(cache_policy=NO_CACHE)
def join(files: pd.DataFrame, parts: Sequence[Mapping[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    """Join *files* and what was read in several shares into the *read* tables."""
    return {"files": files} | join_shares(parts)


def shares(files: pd.DataFrame, scope: Scope, home: Path, count: int) -> list[list[Item]]:
    """Return the files to read in ``count`` shares (fewer when there are fewer files), in the order of *files*."""
    return in_shares(sources(files, scope.period, home), count)
