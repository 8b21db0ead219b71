"""Deployments for the tests of the runner."""

import time

from prefect import flow
from prefect.deployments.runner import EntrypointType, RunnerDeployment

from data.settings import Settings


@flow(log_prints=False)
def greet() -> str:
    """Greet."""
    return "selamat pagi"


@flow(log_prints=False)
def doze() -> None:
    """Take longer than any test waits."""
    time.sleep(3600)


def deployments(_: Settings) -> list[RunnerDeployment]:
    """Return the deployments ``greet/salam`` and ``doze/tidur``."""
    return [
        RunnerDeployment.from_flow(offered, name=name, entrypoint_type=EntrypointType.MODULE_PATH)
        for offered, name in ((greet, "salam"), (doze, "tidur"))
    ]
