"""Where the tasks of an audit run: here, or on the Dask cluster that ``NETRALITAS_CLUSTER`` names.

A Dask worker must be allowed to start processes, for every file is read in a process that may die:
``DASK_DISTRIBUTED__WORKER__DAEMON=False``. Inbox and home must be on a share that all machines see under one path.
"""

from typing import Any

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from data.errors import UsageError
from data.sentences import both
from data.settings import Settings

_PARTS_ON_CLUSTER = 16  # more than most clusters have workers, so that a slow share is evened out by the others


def task_runner() -> TaskRunner[Any]:
    """Return the task runner of this installation; raises ``UsageError`` where Dask is named but not installed."""
    address = Settings().cluster
    if not address:
        return ThreadPoolTaskRunner(max_workers=1)
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as missing:
        raise UsageError(both("no_cluster_extra", address=address)) from missing
    runner: TaskRunner[Any] = DaskTaskRunner(address=address)
    return runner


def reading_plan(jobs: int) -> tuple[int, int]:
    """Return in how many parts the files are read, each by a task of its own, and the worker processes of a part."""
    return (_PARTS_ON_CLUSTER, 1) if Settings().cluster else (1, jobs)
