"""Audits as commands and as runs of a server that somebody kills, in a house of the bench."""

import os
import signal
import subprocess
import sys

import httpx

from tests.bench.houses import DAYS, PERIOD, House
from tests.builders import VILLAGE
from tests.ports import free_port
from tests.serving.conftest import Served, serve, wait_for_health
from tests.serving.runs import own_headers, start, state
from tests.waiting import wait_for

EMBEDDED, SERVING = "flows.embedded_server", "flows.server_app"
"""The modules that run Prefect's server: for one command, and for ``netralitas serve``."""


def audit_by_command(house: House) -> None:
    """Audit with the command, which starts a server for itself."""
    arguments = ["audit", "--area", VILLAGE, "--inbox", str(house.inbox), "--as-of", str(DAYS[1]), "--jobs", "2"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main()", *arguments],
        env={**environment, "NETRALITAS_HOME": str(house.home), "NETRALITAS_SERVER": ""},
        check=True,
    )


def audit_by_server(house: House) -> None:
    """Serve, let the server audit the month, and end it; raises where a run or an audit's place is left taken."""
    served = serve(house.home, free_port(), NETRALITAS_INBOX=str(house.inbox), NETRALITAS_AREA=VILLAGE)
    try:
        wait_for_health(served.url)
        run = start(served, "audit-bulanan/Audit bulanan", {"parameters": {"bulan": str(PERIOD)}})
        wait_for(lambda: state(served, run) in {"COMPLETED", "FAILED", "CRASHED"}, "the audit", seconds=300)
        if state(served, run) != "COMPLETED" or _unfinished(served):
            raise ChildProcessError(_unfinished(served))
    finally:
        served.process.send_signal(signal.SIGTERM)
        served.process.wait(60)


def _unfinished(served: Served) -> list[str]:
    """Return what a killed server left: runs that seem to run, and places of audits that are taken."""
    own, api = own_headers(served), f"{served.url}/api"
    asked = {"flow_runs": {"state": {"type": {"any_": ["RUNNING", "PENDING", "CANCELLING"]}}}}
    runs = httpx.post(f"{api}/flow_runs/filter", json=asked, headers=own, timeout=60).json()
    places = httpx.post(f"{api}/v2/concurrency_limits/filter", json={}, headers=own, timeout=60).json()
    return [*(run["name"] for run in runs), *(place["name"] for place in places if place["active_slots"])]
