"""A deployment for the tests of the runner."""

from prefect import flow
from prefect.deployments.runner import EntrypointType, RunnerDeployment

from data.settings import Settings


@flow(log_prints=False)
def greet() -> str:
    """Greet."""
    return "selamat pagi"


def deployments(_: Settings) -> list[RunnerDeployment]:
    """Return the one deployment."""
    deployment = greet.to_deployment("salam", entrypoint_type=EntrypointType.MODULE_PATH)
    assert isinstance(deployment, RunnerDeployment)
    return [deployment]
