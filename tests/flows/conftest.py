"""The command as people run it: in a process of its own, with a home of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flows.prefect_defaults import set_prefect_defaults
from flows.prefect_server import find_or_start
from tests.conftest import DISTRICT

COMMAND = str(Path(sys.executable).with_name("netralitas"))


@dataclass(frozen=True)
class Run:
    """A finished command: its exit code and what it wrote."""

    code: int
    stdout: str
    stderr: str

    @property
    def result(self) -> dict[str, Any]:
        """The JSON object of the last line."""
        found: dict[str, Any] = json.loads(self.stdout.splitlines()[-1])
        return found


@dataclass(frozen=True)
class Audited:
    """An audit through the command line in a fresh home."""

    run: Run
    home: Path

    @property
    def folder(self) -> Path:
        return self.home / "audits" / "2024-10" / DISTRICT


def netralitas(*arguments: str | Path, home: Path, **environment: str) -> Run:
    """Run the command with ``NETRALITAS_HOME`` set."""
    done = subprocess.run(
        [COMMAND, *map(str, arguments)],
        env=os.environ | {"NETRALITAS_HOME": str(home)} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def audit_arguments(inbox: Path | str) -> list[str]:
    return ["audit", "--area", DISTRICT, "--inbox", str(inbox), "--as-of", "2024-11-06", "--packages"]


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory, sample_inbox: Path) -> Audited:
    """Audit the sample in a fresh home, with the embedded server and two processes."""
    fresh = tmp_path_factory.mktemp("fresh") / "home"
    return Audited(netralitas(*audit_arguments(sample_inbox), "--jobs", "2", home=fresh), fresh)


@pytest.fixture(scope="session")
def server_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Start a Prefect server that answers, as ``netralitas serve`` would; return the settings that reach it."""
    place = tmp_path_factory.mktemp("server")
    before = dict(os.environ)
    set_prefect_defaults(place)
    server = find_or_start(place, default_url="")
    settings = {name: os.environ[name] for name in ("PREFECT_API_URL", "PREFECT_API_AUTH_STRING")}
    os.environ.clear()
    os.environ.update(before)
    server.wait()
    yield settings
    server.stop()


@pytest.fixture(scope="session")
def server_url(server_settings: dict[str, str]) -> str:
    """Return the URL of that server's API."""
    return server_settings["PREFECT_API_URL"]


@pytest.fixture(scope="session")
def dask_cluster(dask_extra: None) -> Iterator[str]:  # noqa: ARG001 - asked for first, so that its lack is told
    """Start two Dask worker processes; return the scheduler's address."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.flows.local_cluster"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.communicate("", timeout=60)
