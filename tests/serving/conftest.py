"""One real server for all tests of this folder: ``netralitas serve`` with three accounts and a published audit."""

import os
import signal
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copy

import httpx
import pytest

from flows.access.accounts import AccountsFile, Role
from tests.ports import free_port
from tests.serving.asking import PASSWORD
from tests.serving.processes import descendants
from tests.serving.published import publish_by_hand
from tests.waiting import wait_for

_START_SECONDS = 180


@dataclass(frozen=True)
class Served:
    """A running ``netralitas serve``: its address, home and process."""

    url: str
    home: Path
    process: "subprocess.Popen[bytes]"


def serve(
    home: Path, port: int, *options: str, start: str = "from flows.cli import main; main()", **settings: str
) -> Served:
    """Start the command with a home of its own; ``settings`` are environment variables."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    process = subprocess.Popen(
        [sys.executable, "-c", start, "serve", "--port", str(port), *options],
        env={**environment, **settings, "NETRALITAS_HOME": str(home)},
        umask=0,  # what the command makes is private whatever it was started with
    )
    return Served(f"http://127.0.0.1:{port}", home, process)


def wait_for_health(url: str, trust: ssl.SSLContext | bool = True) -> None:
    """Wait until the server answers; ``trust``: whose certificates count."""

    def answers() -> bool:
        try:
            return httpx.get(f"{url}/api/health", verify=trust).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    wait_for(answers, url, _START_SECONDS)


@pytest.fixture(scope="session")
def accounts_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an accounts file with one account of each role, si-auditor, si-inspektur, si-mesin: hashing takes long."""
    folder = tmp_path_factory.mktemp("accounts")
    for role in Role:
        AccountsFile(folder).add(f"si-{role}", role, PASSWORD)
    return folder / "accounts.csv"


@pytest.fixture
def staffed(tmp_path: Path, accounts_file: Path) -> Path:
    """Return a home with one account of each role."""
    copy(accounts_file, tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, accounts_file: Path) -> Iterator[Served]:
    """Return the running server; accounts are named si-auditor, si-inspektur, si-mesin."""
    folder = tmp_path_factory.mktemp("real-server")
    copy(accounts_file, folder)
    publish_by_hand(folder / "audits")
    running = serve(folder, free_port(), FORWARDED_ALLOW_IPS="127.0.0.1")
    try:
        wait_for_health(running.url)
        yield running
    finally:
        running.process.terminate()
        running.process.wait(30)


Start = Callable[..., Served]


@pytest.fixture
def start_server() -> Iterator[Start]:
    """Give a way to start servers (``serve``) that waits for their health; what a failed test leaves is killed."""
    started: list[Served] = []

    def begin(home: Path, **settings: str) -> Served:
        started.append(serve(home, free_port(), **settings))
        wait_for_health(started[-1].url)
        return started[-1]

    yield begin
    for server in started:
        if server.process.poll() is None:
            kill_with_children(server)


def kill_with_children(running: Served) -> None:
    """End a server and all its processes at once, as a loss of power does."""
    for process in [running.process.pid, *descendants(running.process.pid)]:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    running.process.wait()
