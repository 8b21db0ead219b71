"""What strangers, and people who may little, can take from a real server: its places, its secrets, its time."""

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import urlopen

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from data.reference import limit
from flows.access.accounts import AccountsFile, Role
from flows.access.keys import server_key
from flows.prefect_server import find_or_start, is_own
from flows.server_app import trusts_proxy
from tests.serving.asking import PASSWORD, basic
from tests.serving.conftest import Served
from tests.serving.runs import own_headers

_SOON = 5.0
"""Seconds in which a server answers although others press; a stuck one answered after none of 30."""


def _healthy(served: Served) -> bool:
    return httpx.get(f"{served.url}/api/health", timeout=_SOON).status_code == httpx.codes.OK


def test_silent_websockets_take_no_place_from_anybody(served: Served) -> None:
    address = served.url.replace("http", "ws") + "/api/events/in"
    sockets, refused = [], 0
    with ExitStack() as open_ones:
        for _ in range(105):
            try:
                sockets.append(open_ones.enter_context(connect(address, subprotocols=[Subprotocol("prefect")])))
            except InvalidStatus:
                refused += 1
        assert _healthy(served)
        assert len(sockets) <= limit("sockets_stranger") < refused, "one address may hold only some"
        with pytest.raises(ConnectionClosed) as late:
            sockets[-1].recv(limit("first_message_seconds") + 10)
        assert late.value.rcvd is not None
        assert late.value.rcvd.code == 1008, "and those only until they should have said who they are"


def test_half_sent_bodies_take_no_place_from_anybody(served: Served) -> None:
    (header,) = basic("si-auditor", PASSWORD).values()
    head = f"POST /api/flow_runs/count HTTP/1.1\r\nhost: x\r\nauthorization: {header}\r\ncontent-length: 1000\r\n\r\n{{"
    with _connections(served, 110) as slow:
        for each in slow:
            each.sendall(head.encode())
        time.sleep(1)
        assert _healthy(served)
        slow[0].settimeout(limit("body_seconds") + 20)
        assert b" 408 " in slow[0].recv(200)


def test_silent_connections_are_ended_and_the_oldest_gives_way(served: Served) -> None:
    with _connections(served, int(limit("connections_all")) + 100) as silent:
        assert _healthy(served)
        began = time.monotonic()
        silent[-1].settimeout(limit("header_seconds") + 20)
        assert _is_ended(silent[-1])
        assert time.monotonic() - began < limit("header_seconds") + 10
        assert all(_is_ended(each) for each in silent[:100])
    assert _healthy(served)


def test_headers_that_never_end_are_not_waited_for(served: Served) -> None:
    with _connections(served, 1) as (slow,):
        slow.sendall(b"GET /masuk HTTP/1.1\r\nhost: x\r\nx-slow: ")
        began = time.monotonic()
        slow.settimeout(limit("header_seconds") + 20)
        assert _is_ended(slow)
        assert time.monotonic() - began < limit("header_seconds") + 10


def test_an_open_websocket_does_not_outlive_its_account(served: Served) -> None:
    AccountsFile(served.home).add("adi", Role.AUDITOR, PASSWORD)
    address = served.url.replace("http", "ws") + "/api/events/out"
    with connect(address, additional_headers=basic("adi", PASSWORD)) as socket:
        with pytest.raises(TimeoutError):
            socket.recv(2)
        AccountsFile(served.home).remove("adi")
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(limit("socket_recheck_seconds") + 20)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1008


def test_nobody_on_this_machine_names_his_own_address() -> None:
    assert trusts_proxy({"FORWARDED_ALLOW_IPS": "127.0.0.1"})
    assert not trusts_proxy({})


def test_no_secret_goes_to_a_server_that_has_not_proven_itself(served: Served) -> None:
    with _impostor(lambda _: b"x" * 64) as (url, heard):
        assert not is_own(served.home, f"{url}/api")
    with _impostor(lambda path: _answer_of(served, path)) as (url, relayed):
        assert not is_own(served.home, f"{url}/api"), "an answer passed on from the real server is for another port"
    assert len(heard) == len(relayed) == 1
    assert not [headers for headers in heard + relayed if "authorization" in headers.lower()]
    assert is_own(served.home, f"{served.url}/api")


def test_a_command_uses_its_homes_own_server_once_that_has_proven_itself(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PREFECT_API_URL", "PREFECT_API_AUTH_STRING"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    found = find_or_start(served.home, f"{served.url}/api")
    assert (found.url, found.embedded) == (f"{served.url}/api", False)
    name, _, password = os.environ["PREFECT_API_AUTH_STRING"].partition(":")
    version = httpx.get(f"{served.url}/api/admin/version", headers=basic(name, password))
    assert version.status_code == httpx.codes.OK


def test_a_home_that_never_served_trusts_no_server(served: Served, tmp_path: Path) -> None:
    assert not is_own(tmp_path, f"{served.url}/api")
    assert list(tmp_path.iterdir()) == []
    server_key(tmp_path)
    assert not is_own(tmp_path, f"{served.url}/api")


def test_the_home_is_its_users_alone_whatever_the_umask(served: Served) -> None:
    """The fixture's command was started with the umask 000."""
    assert served.home.stat().st_mode & 0o777 == 0o700
    open_to_others = [path for path in served.home.rglob("*") if path.stat().st_mode & 0o077 and "ui" not in path.parts]
    published = served.home / "audits"
    assert [path for path in open_to_others if not path.is_relative_to(published)] == []


def test_variables_are_the_installations_own(served: Served) -> None:
    own = own_headers(served)
    kept = {"name": "sandi_smb", "value": "RAHASIA-XYZ-99"}
    assert httpx.post(f"{served.url}/api/variables/", json=kept, headers=own).status_code == httpx.codes.CREATED
    looked_up = {"__prefect_kind": "workspace_variable", "variable_name": "sandi_smb"}
    body = {"schema": {"properties": {"x": {"enum": ["no"]}}}, "values": {"x": looked_up}}
    for role in ("auditor", "inspektur", "mesin"):
        reply = httpx.post(f"{served.url}/api/ui/schemas/validate", json=body, headers=basic(f"si-{role}", PASSWORD))
        assert "RAHASIA" not in reply.text, role
        assert reply.status_code in {400, 403}, role


@contextmanager
def _connections(served: Served, number: int) -> Iterator[list[socket.socket]]:
    host, port = served.url.removeprefix("http://").split(":")
    with ExitStack() as open_ones:
        yield [open_ones.enter_context(socket.create_connection((host, int(port)), 10)) for _ in range(number)]


def _is_ended(connection: socket.socket) -> bool:
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


@contextmanager
def _impostor(answer: Callable[[str], bytes]) -> Iterator[tuple[str, list[str]]]:
    """Run a server that answers everything with 200; give its address and the headers that it hears."""
    heard: list[str] = []

    class Everything(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(str(self.headers))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer(self.path))

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Everything) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", heard
        server.shutdown()


def _answer_of(served: Served, path: str) -> bytes:
    with urlopen(f"{served.url}{path}") as reply:  # noqa: S310 - our own server
        return bytes(reply.read())
