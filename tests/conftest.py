"""What all tests share: a home of their own, a small sample inbox, and parts that a machine may lack."""

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from data import reference
from data.calendar import Period
from data.register import area
from tasks.sample.inbox import write_sample
from tests import parts, postgresql, samba
from tests.processes import (  # noqa: F401 - hooks: pytest finds them here by their names
    pytest_collection_modifyitems,
    pytest_configure_node,
    pytest_xdist_auto_num_workers,
)
from tests.reference.changing import forget_tables

DISTRICT = "35.03.01"

ALL_PARTS = "NETRALITAS_ALL_PARTS"
"""Set to 1 where every part must be there (CI): what would be skipped fails instead."""


def pytest_configure(config: pytest.Config) -> None:
    if parts.are_hidden():
        folder = tempfile.TemporaryDirectory(prefix="netralitas-bare-")
        config.add_cleanup(folder.cleanup)
        os.environ["PATH"] = parts.path_without_parts(Path(folder.name))


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let the process read a copy of the product's tables, and forget it afterwards."""
    folder = tmp_path / "reference"
    shutil.copytree(reference.REFERENCE, folder)
    monkeypatch.setattr(reference, "REFERENCE", folder)
    forget_tables()
    yield folder
    monkeypatch.undo()
    forget_tables()


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give every test the same temporary installation, and no server that happens to run on this machine."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NETRALITAS_HOME", str(folder))
        patch.setenv("NETRALITAS_SERVER", "")
        patch.setenv("NETRALITAS_CLUSTER", "")
        patch.setenv("NETRALITAS_LEDGER", "")
        patch.delenv("PREFECT_API_URL", raising=False)
        yield folder


@pytest.fixture(scope="session")
def sample_inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a sample inbox of one district (``DISTRICT``), October 2024, half of its villages spoilt."""
    folder = tmp_path_factory.mktemp("sample") / "inbox"
    write_sample(folder, area(DISTRICT), Period(2024, 10), messy=0.5, seed=1)
    return folder


@pytest.fixture(scope="session")
def soffice() -> str:
    """Return the LibreOffice command."""
    return _command("soffice", "LibreOffice Calc: apt-get install libreoffice-calc")


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """Return the command that reads a PDF's text."""
    return _command("pdftotext", "poppler: apt-get install poppler-utils")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the browser's command."""
    return _command("chromium", "Chromium: apt-get install chromium")


@pytest.fixture(scope="session")
def caddy() -> str:
    """Return the proxy's command."""
    return _command("caddy", "Caddy: apt-get install caddy")


@pytest.fixture(scope="session")
def dask_extra() -> None:
    """Require the extra ``cluster``."""
    if importlib.util.find_spec("prefect_dask") is None:
        _missing("Dask: uv sync --extra cluster")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.Server]:
    """Return a PostgreSQL of this test session."""
    programs = None if parts.are_hidden() else postgresql.programs()
    if programs is None:
        _missing("PostgreSQL: apt-get install postgresql")
    if importlib.util.find_spec("psycopg") is None:
        _missing("PostgreSQL's driver: uv sync --extra postgresql")
    with postgresql.running(programs) as server:
        yield server


@pytest.fixture(scope="session")
def samba_server() -> Iterator[samba.Server]:
    """Return a Samba server of this test session."""
    if shutil.which("smbd") is None:
        _missing("Samba: apt-get install samba")
    if importlib.util.find_spec("smbclient") is None:
        _missing("the library of Windows shares: uv sync --extra smb")
    with samba.running() as server:
        yield server


@pytest.fixture(scope="session")
def webdav_extra() -> None:
    """Require the extra ``webdav``."""
    if importlib.util.find_spec("webdav4") is None:
        _missing("the library of WebDAV: uv sync --extra webdav")


@pytest.fixture(scope="session")
def s3_extra() -> None:
    """Require the extra ``s3``."""
    if importlib.util.find_spec("s3fs") is None:
        _missing("the library of object stores: uv sync --extra s3")


def _command(name: str, part: str) -> str:
    found = shutil.which(name)
    if found is None:
        _missing(part)
    return str(found)


def _missing(part: str) -> NoReturn:
    message = f"needs {part}"
    if os.environ.get(ALL_PARTS) == "1":
        pytest.fail(message)
    pytest.skip(message)
