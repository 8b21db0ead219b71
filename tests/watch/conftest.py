"""One Prefect server for all tests of the watch, and a fresh installation for each."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.prefect_defaults import set_prefect_defaults
from flows.prefect_server import answers
from tests.ports import free_port
from tests.waiting import wait_for
from tests.watch.process import Installation


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Start Prefect's server with all of its services (the embedded one keeps no events); return API and database."""
    place, port = tmp_path_factory.mktemp("watch-server"), free_port()
    before = dict(os.environ)
    set_prefect_defaults(place)
    environment = dict(os.environ) | {"PREFECT_UI_ENABLED": "false"}
    os.environ.clear()
    os.environ.update(before)
    application = ["prefect.server.api.server:create_app", "--factory", "--port", str(port), "--log-level", "error"]
    server = subprocess.Popen([sys.executable, "-m", "uvicorn", *application], env=environment)
    url = f"http://127.0.0.1:{port}/api"
    try:
        wait_for(lambda: answers(url), "Prefect's server")
        yield url, place / "prefect" / "prefect.db"
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture
def installation(tmp_path: Path, prefect_server: tuple[str, Path]) -> Installation:
    (tmp_path / "inbox").mkdir()
    return Installation(tmp_path / "home", tmp_path / "inbox", *prefect_server)
