"""One Prefect server for all tests of the watch, and a fresh installation for each."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.prefect_defaults import set_prefect_defaults
from flows.prefect_server import find_or_start
from tests.watch.process import Installation


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Start a Prefect server; return the URL of its API and its database."""
    place = tmp_path_factory.mktemp("watch-server")
    before = dict(os.environ)
    set_prefect_defaults(place)
    server = find_or_start(place, default_url="")
    os.environ.clear()
    os.environ.update(before)
    server.wait()
    yield server.url, place / "prefect" / "prefect.db"
    server.stop()


@pytest.fixture
def installation(tmp_path: Path, prefect_server: tuple[str, Path]) -> Installation:
    (tmp_path / "inbox").mkdir()
    return Installation(tmp_path / "home", tmp_path / "inbox", *prefect_server)
