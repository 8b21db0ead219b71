"""Deployments for the tests of the runner."""

import time

from prefect import flow
from prefect.deployments.runner import EntrypointType, RunnerDeployment

from data.settings import Settings
from flows.area_queue import one_at_a_time


@flow(log_prints=False)
def greet() -> str:
    """Greet."""
    return "selamat pagi"


@flow(log_prints=False)
def doze() -> None:
    """Take longer than any test waits."""
    time.sleep(3600)


@flow(log_prints=False)
def wait_for_ever() -> None:
    """Hold the regency's place, or wait for it."""
    with one_at_a_time("35.03"):
        time.sleep(3600)


def deployments(_: Settings) -> list[RunnerDeployment]:
    """Return the deployments ``greet/salam``, ``doze/tidur`` and ``wait-for-ever/antre``."""
    return [
        RunnerDeployment.from_flow(offered, name=name, entrypoint_type=EntrypointType.MODULE_PATH)
        for offered, name in ((greet, "salam"), (doze, "tidur"), (wait_for_ever, "antre"))
    ]
