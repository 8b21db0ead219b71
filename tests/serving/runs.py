"""Runs of the deployments in tests/serving/deployments.py, on a real server."""

import httpx

from tests.serving.conftest import Served
from tests.waiting import wait_for

START = (
    "import sys; from flows.serve_command import run_serve; "
    "run_serve('127.0.0.1', int(sys.argv[3]), 'tests.serving.deployments')"
)
"""The command with the deployments of tests/serving/deployments.py."""


def start(running: Served, deployment: str) -> str:
    """Wait until the runner has offered a deployment, and start it; return the run's id."""
    named = f"{running.url}/api/deployments/name/{deployment}"
    wait_for(lambda: httpx.get(named).status_code == httpx.codes.OK)
    started = httpx.post(f"{running.url}/api/deployments/{httpx.get(named).json()['id']}/create_flow_run", json={})
    return str(started.json()["id"])


def state(running: Served, run: str) -> str:
    """Return the type of a run's state."""
    return str(httpx.get(f"{running.url}/api/flow_runs/{run}").json()["state_type"])
