"""Servers and runs that are killed, stuck or started twice: nothing stays taken, nothing stays behind."""

import os
import signal
import time
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from flows.cli import app
from tests.builders import VILLAGE
from tests.ledger.returns import fill
from tests.ports import free_port
from tests.serving.conftest import Served, Start, kill_with_children, wait_for_health
from tests.serving.processes import children, descendants
from tests.serving.runs import START, own_headers, start, state
from tests.waiting import wait_for

pytestmark = pytest.mark.process

IMPATIENT = "import flows.serve_command; flows.serve_command.limit = lambda _: 10.0; " + START
"""As ``START``, but a server that does not answer for ten seconds is started again."""


def test_the_audit_after_one_that_died_with_its_server_runs_through(tmp_path: Path, start_server: Start) -> None:
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    home.mkdir()
    fill(inbox, "2024-10", codes={3: ""})
    place = {"NETRALITAS_INBOX": str(inbox), "NETRALITAS_AREA": VILLAGE}
    begun = start_server(home, **place)
    killed = start(begun, "audit-bulanan/Audit bulanan", {"parameters": {"bulan": "2024-10"}})
    wait_for(lambda: _places_taken(begun) == 1, "the audit's place")
    kill_with_children(begun)
    again = start_server(home, **place)
    following = start(again, "audit-bulanan/Audit bulanan", {"parameters": {"bulan": "2024-10"}})
    wait_for(lambda: state(again, following) == "COMPLETED", "the next audit", seconds=300)
    assert state(again, killed) == "CRASHED"
    assert _places_taken(again) == 0
    assert list(home.glob("audits/2024-10/*/audit.json"))


def test_a_place_that_nobody_holds_is_freed_at_the_next_start(tmp_path: Path, start_server: Start) -> None:
    """As a server left it that kept its notes of who holds what in memory."""
    running = start_server(tmp_path, start=START)
    first = start(running, "wait-for-ever/antre")
    wait_for(lambda: _places_taken(running) == 1)
    kill_with_children(running)
    for lease in (tmp_path / "prefect" / "concurrency_leases").iterdir():
        lease.unlink()
    again = start_server(tmp_path, start=START)
    wait_for(lambda: state(again, first) == "CRASHED", seconds=60)
    wait_for(lambda: _places_taken(again) == 0, seconds=60)


def test_nothing_stays_behind_when_a_run_waits_for_its_turn(tmp_path: Path, start_server: Start) -> None:
    running = start_server(tmp_path, start=START)
    runs = [start(running, "wait-for-ever/antre") for _ in range(2)]
    wait_for(lambda: [state(running, run) for run in runs] == ["RUNNING"] * 2)
    wait_for(lambda: _places_taken(running) == 1)
    wait_for(lambda: len(descendants(running.process.pid)) >= 4, "server, runner and two runs")
    below = descendants(running.process.pid)
    running.process.terminate()
    assert running.process.wait(60) == 0
    assert _living(below) == []


def test_nothing_outlives_a_killed_command_for_long(tmp_path: Path, start_server: Start) -> None:
    running = start_server(tmp_path, start=START)
    run = start(running, "doze/tidur")
    wait_for(lambda: state(running, run) == "RUNNING")
    below = descendants(running.process.pid)
    running.process.kill()
    running.process.wait()
    assert len(below) >= 3, "server, runner and run"
    wait_for(lambda: not _living(below), "the end of all its processes", seconds=40)


def test_a_server_that_no_longer_answers_is_started_again(tmp_path: Path, start_server: Start) -> None:
    running = start_server(tmp_path, start=IMPATIENT)
    time.sleep(3)
    (stuck,) = [child for child, line in children(running.process.pid) if "flows.server_app" in line]
    os.kill(stuck, signal.SIGSTOP)
    wait_for_health(running.url)
    assert not Path(f"/proc/{stuck}").exists()
    own, told = own_headers(running), f"{running.url}/api/flows/filter"
    assert httpx.post(told, json={}, timeout=60, headers=own).status_code == httpx.codes.OK


def test_one_home_has_one_server(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETRALITAS_HOME", str(served.home))
    second = CliRunner().invoke(app, ["serve", "--port", str(free_port())])
    assert second.exit_code == 2
    assert "sudah dilayani" in second.stderr


def test_a_home_that_others_may_write_into_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o777)
    monkeypatch.setenv("NETRALITAS_HOME", str(home))
    refused = CliRunner().invoke(app, ["account", "list"])
    assert refused.exit_code == 2
    assert "chmod 700" in refused.stderr
    home.chmod(0o755)
    assert CliRunner().invoke(app, ["account", "list"]).exit_code == 0
    assert home.stat().st_mode & 0o777 == 0o700


def _places_taken(running: Served) -> int:
    told = f"{running.url}/api/v2/concurrency_limits/filter"
    limits = httpx.post(told, json={}, timeout=60, headers=own_headers(running)).json()
    return sum(each["active_slots"] for each in limits if each["name"] == "audit-35.03")


def _living(processes: list[int]) -> list[int]:
    return [process for process in processes if Path(f"/proc/{process}").exists()]
