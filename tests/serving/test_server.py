"""The real server: Prefect's application behind the gate, its websockets, and how the command starts and stops."""

import json
import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from flows.cli import app
from tests.ports import free_port
from tests.serving.asking import PASSWORD, basic
from tests.serving.conftest import Served, Start, kill_with_children, wait_for_health
from tests.serving.processes import children, descendants
from tests.serving.published import FILES, REPLY
from tests.serving.runs import START, own_headers, start, state
from tests.waiting import wait_for


def test_prefect_answers_whom_it_may(served: Served) -> None:
    flows = f"{served.url}/api/flows/filter"
    assert httpx.post(flows, json={}).status_code == 401
    told = httpx.post(flows, json={"flows": {"name": {"any_": ["none"]}}}, headers=basic("si-auditor", PASSWORD))
    assert (told.status_code, told.json()) == (200, [])
    new = f"{served.url}/api/flows/"
    assert httpx.post(new, json={"name": "x"}, headers=basic("si-inspektur", PASSWORD)).status_code == 403
    assert httpx.post(new, json={"name": "x"}, headers=basic("si-mesin", PASSWORD)).status_code == 201


def test_the_interface_asks_for_no_second_password(served: Served) -> None:
    settings = httpx.get(f"{served.url}/ui-settings", headers=basic("si-auditor", PASSWORD)).json()
    assert settings["auth"] is None
    assert settings["api_url"] == "/api"


def test_downloads_lie_on_the_same_port(served: Served) -> None:
    reply = httpx.get(f"{served.url}/unduh/2024-10/35.03/berkas/{REPLY}", headers=basic("si-auditor", PASSWORD))
    assert reply.content == FILES[REPLY]


def test_no_path_leads_out_of_the_audits(served: Served) -> None:
    with httpx.Client(headers=basic("si-auditor", PASSWORD)) as client:
        request = client.build_request("GET", served.url)
        for path in (b"/unduh/2024-10/35.03/berkas/../../../accounts.csv", b"/unduh/../accounts.csv"):
            request.url = request.url.copy_with(raw_path=path)
            assert "scrypt" not in client.send(request).text


def test_a_machine_may_say_its_password_in_the_handshake_or_as_first_message(served: Served) -> None:
    for headers, token in ((basic("si-mesin", PASSWORD), None), ({}, f"si-mesin:{PASSWORD}")):
        with _events(served, "in", headers) as socket:
            socket.send(json.dumps({"type": "auth", "token": token}))
            assert json.loads(socket.recv(10)) == {"type": "auth_success"}


@pytest.mark.parametrize("token", [None, "", "si-mesin", "si-mesin:salah", f"si-auditor:{PASSWORD}"])
def test_a_websocket_without_the_right_password_is_closed(served: Served, token: str | None) -> None:
    with _events(served, "in", {}) as socket, pytest.raises(ConnectionClosed) as closed:
        socket.send(json.dumps({"type": "auth", "token": token}))
        socket.recv(10)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1008


def test_a_websocket_of_a_stranger_or_of_another_site_is_not_even_opened(served: Served) -> None:
    address = served.url.replace("http", "ws") + "/api/events/out"
    with pytest.raises(InvalidStatus):
        connect(address)
    elsewhere = basic("si-auditor", PASSWORD) | {"origin": "https://elsewhere.example"}
    with pytest.raises(InvalidStatus):
        connect(address, additional_headers=elsewhere)


def test_a_command_of_this_installation_talks_to_the_server(served: Served) -> None:
    """Prefect's own client, with nothing but the environment that the command gives to its children."""
    from flows.access.keys import machine_password, server_key  # noqa: PLC0415

    own = machine_password(server_key(served.home))
    assert httpx.get(f"{served.url}/api/admin/version", headers=basic("mesin-lokal", own)).status_code == 200


def test_a_server_for_others_needs_accounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETRALITAS_HOME", str(tmp_path))
    result = CliRunner().invoke(app, ["serve", "--host", "0.0.0.0", "--port", str(free_port())])  # noqa: S104
    assert result.exit_code == 2
    assert "account add" in result.stderr


def test_a_taken_port_is_said(served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETRALITAS_HOME", str(tmp_path))
    result = CliRunner().invoke(app, ["serve", "--port", served.url.rpartition(":")[2]])
    assert result.exit_code == 2
    assert "--port" in result.stderr


def test_a_dead_server_rises_again_deployments_run_and_everything_ends_at_a_word(
    tmp_path: Path, start_server: Start
) -> None:
    running = start_server(tmp_path, start=START)
    (server,) = [child for child, line in children(running.process.pid) if "flows.server_app" in line]
    os.kill(server, signal.SIGKILL)
    time.sleep(1)
    wait_for_health(running.url)
    run = start(running, "greet/salam")
    wait_for(lambda: state(running, run) == "COMPLETED")
    unfinished = start(running, "doze/tidur")
    wait_for(lambda: state(running, unfinished) == "RUNNING")
    below = descendants(running.process.pid)
    began = time.monotonic()
    running.process.send_signal(signal.SIGTERM)
    code = running.process.wait(40)
    assert code == 0
    assert time.monotonic() - began < 15
    assert not [child for child in below if Path(f"/proc/{child}").exists()]
    with closing(sqlite3.connect(tmp_path / "prefect" / "prefect.db")) as database:
        states = dict(database.execute("select id, state_type from flow_run").fetchall())
    assert states == {run: "COMPLETED", unfinished: "CANCELLED"}


def test_a_run_that_died_with_everything_is_marked(tmp_path: Path, start_server: Start) -> None:
    """As after a loss of power: the run can tell nobody, and the next server finds its heartbeat stopped."""
    running = start_server(tmp_path, start=START)
    run = start(running, "doze/tidur")
    wait_for(lambda: state(running, run) == "RUNNING")
    beats = {"filter": {"event": {"name": ["prefect.flow-run.heartbeat"]}}}
    told = f"{running.url}/api/events/filter"
    wait_for(lambda: httpx.post(told, json=beats, timeout=60, headers=own_headers(running)).json()["total"] > 0)
    kill_with_children(running)
    again = start_server(tmp_path, start=START)
    wait_for(lambda: state(again, run) == "CRASHED", seconds=240)


def _events(served: Served, direction: str, headers: dict[str, str]) -> ClientConnection:
    address = served.url.replace("http", "ws") + f"/api/events/{direction}"
    return connect(address, subprotocols=[Subprotocol("prefect")], additional_headers=headers)
