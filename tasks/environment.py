"""When a task is tried again: only where the environment failed, never for a bug or for wrong use."""

from typing import Any

from prefect import Task
from prefect.client.schemas.objects import State, TaskRun

from data.errors import EnvironmentUnavailable

RETRIES = 2
RETRY_SECONDS = 1.0


def environment_failed(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Tell whether a folder, a disk or a network share failed, which may be well again in a moment."""
    failure = state.result(raise_on_failure=False)
    return isinstance(failure, OSError | EnvironmentUnavailable)
