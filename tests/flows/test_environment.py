"""Only what the environment did is tried again."""

from typing import Any

import pytest
from prefect.states import Failed

from data.errors import EnvironmentUnavailable, ReconciliationError, UsageError
from tasks.steps import collect, environment_failed


@pytest.mark.parametrize(
    ("failure", "again"),
    [
        (OSError("share away"), True),
        (EnvironmentUnavailable("full"), True),
        (ReconciliationError("1 ≠ 2"), False),
        (UsageError("no"), False),
        (ValueError("bug"), False),
    ],
)
def test_a_task_is_tried_again_when_a_place_failed(failure: Exception, again: bool) -> None:
    state: Any = Failed(data=failure)
    run: Any = None
    assert environment_failed(collect, run, state) is again
