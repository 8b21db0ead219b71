"""Runs of the deployments in tests/serving/deployments.py, on a real server."""

import httpx

from flows.access.keys import LOCAL_MACHINE, machine_password, server_key
from tests.serving.asking import basic
from tests.serving.conftest import Served
from tests.waiting import wait_for

START = (
    "import sys; from flows.serve_command import run_serve; "
    "run_serve('127.0.0.1', int(sys.argv[3]), 'tests.serving.deployments')"
)
"""The command with the deployments of tests/serving/deployments.py."""


_CLIENT = httpx.Client(timeout=60)
"""A machine that runs many tests at once answers late."""


def own_headers(running: Served) -> dict[str, str]:
    """Return the header by which processes of the installation itself say who they are."""
    return basic(LOCAL_MACHINE, machine_password(server_key(running.home)))


def start(running: Served, deployment: str, body: dict[str, object] | None = None) -> str:
    """Wait until the runner has offered a deployment, and start it; return the run's id."""
    named = f"{running.url}/api/deployments/name/{deployment}"
    own = own_headers(running)
    wait_for(lambda: _CLIENT.get(named, headers=own).status_code == httpx.codes.OK)
    offered = _CLIENT.get(named, headers=own).json()["id"]
    started = _CLIENT.post(f"{running.url}/api/deployments/{offered}/create_flow_run", json=body or {}, headers=own)
    assert started.is_success, f"{started.status_code} {started.text}"
    return str(started.json()["id"])


def state(running: Served, run: str) -> str:
    """Return the type of a run's state."""
    return str(_CLIENT.get(f"{running.url}/api/flow_runs/{run}", headers=own_headers(running)).json()["state_type"])
