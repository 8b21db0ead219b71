"""Shared folders of the tests: one Samba and one WebDAV server."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import samba, webdav


@dataclass(frozen=True)
class Share:
    """A shared folder: its URL, that of the same folder for reading only, and where it lies on this machine."""

    url: str
    read_only: str
    folder: Path


@pytest.fixture(scope="session", params=["samba", "webdav"])
def any_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Share]:
    if request.param == "samba":
        server: samba.Server = request.getfixturevalue("samba_server")
        yield Share(server.url(), server.url("bacasaja"), server.folder)
        return
    request.getfixturevalue("webdav_extra")
    folder = tmp_path_factory.mktemp("webdav")
    with webdav.running(folder) as url:
        yield Share(url, f"{url}/bacasaja", folder)


@pytest.fixture
def log_in(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give user and password by the settings, as an installation does."""
    server = webdav if "webdav" in request.node.name else samba
    (tmp_path / "kata-sandi").write_text(f"{server.PASSWORD}\n", encoding="utf-8")
    monkeypatch.setenv("NETRALITAS_INBOX_USER", server.USER)
    monkeypatch.setenv("NETRALITAS_INBOX_PASSWORD_FILE", str(tmp_path / "kata-sandi"))


@pytest.fixture
def share(any_server: Share, log_in: None) -> Share:  # noqa: ARG001 - before anything is opened
    """Return an emptied folder of a real server."""
    for path in sorted(any_server.folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()
    return any_server
