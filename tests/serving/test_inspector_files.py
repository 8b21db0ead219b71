"""What names persons is for inspectors alone: listed, sent and logged for them, hidden from everybody else."""

import json
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.status import HTTP_200_OK, HTTP_401_UNAUTHORIZED, HTTP_403_FORBIDDEN, HTTP_404_NOT_FOUND

from flows.server_app import create_server_app
from tests.serving.asking import PASSWORD, Asker, basic

PAGE = "35.03.01.2001-klarifikasi-0a1b2c3d.xlsx"
REQUEST = f"/pemeriksa/klarifikasi/2024-10/35.03/{PAGE}"
PACKAGE = "/pemeriksa/paket/2024-10/35.03/paket-BKN-35.03-2024-10.xlsx"
PATHS = ["/pemeriksa/", REQUEST, PACKAGE]


@pytest.fixture
def installation(staffed: Path) -> Path:
    """Return a home with a request, a package, and what others left beside them."""
    for path in (REQUEST, PACKAGE):
        _put(staffed / path.removeprefix("/pemeriksa/"), path.encode())
    for stray in ("klarifikasi/2024-10/catatan/x.xlsx", "klarifikasi/lama/35.03/x.xlsx", "klarifikasi/x.xlsx"):
        _put(staffed / stray, b"not ours")
    _put(staffed / "klarifikasi/2024-10/35.03/.~lock.x.xlsx", b"not ours")
    _put(staffed / "rahasia/2024-10/35.03/x.xlsx", b"not ours")
    return staffed


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _visitor(folder: Path, name: str | None) -> Asker:
    headers = basic(name, PASSWORD) if name else None
    return Asker(create_server_app(FastAPI(), folder, open_to_local=False), headers)


def test_an_inspector_sees_and_gets_every_page(installation: Path) -> None:
    inspector = _visitor(installation, "si-inspektur")
    shown = inspector.get("/pemeriksa/").text
    assert shown.count("<h2>") == 2
    assert "Klarifikasi Kabupaten Trenggalek, Oktober 2024" in shown
    for path in (REQUEST, PACKAGE):
        assert f'href="{path}"' in shown
        assert inspector.get(path).content == path.encode()
    assert "x.xlsx" not in shown
    assert 'href="/pemeriksa/"' in inspector.get("/unduh/").text


@pytest.mark.parametrize(("name", "status"), [("si-auditor", HTTP_403_FORBIDDEN), (None, HTTP_401_UNAUTHORIZED)])
@pytest.mark.parametrize("path", PATHS)
def test_nobody_else_gets_anything(installation: Path, name: str | None, status: int, path: str) -> None:
    visitor = _visitor(installation, name)
    reply = visitor.get(path)
    assert reply.status_code == status
    assert PAGE not in reply.text
    assert "/pemeriksa/" not in visitor.get("/unduh/").text


@pytest.mark.parametrize(
    "path",
    [
        "/pemeriksa/klarifikasi/2024-10/35.03/tidak-ada.xlsx",
        "/pemeriksa/klarifikasi/2024-10/catatan/x.xlsx",
        "/pemeriksa/klarifikasi/lama/35.03/x.xlsx",
        "/pemeriksa/klarifikasi/2024-10/%2e%2e/x.xlsx",
        "/pemeriksa/klarifikasi/2024-10/35.03/.~lock.x.xlsx",
        "/pemeriksa/rahasia/2024-10/35.03/x.xlsx",
    ],
)
def test_nothing_else_of_the_home_is_sent(installation: Path, path: str) -> None:
    assert _visitor(installation, "si-inspektur").get(path).status_code == HTTP_404_NOT_FOUND


def test_every_download_is_on_record(installation: Path) -> None:
    assert _visitor(installation, "si-inspektur").get(REQUEST).status_code == HTTP_200_OK
    *_, line = [json.loads(line) for line in (installation / "logs" / "access.log").read_text().splitlines()]
    assert (line["action"], line["path"]) == ("download_private", REQUEST)
    assert "si-inspektur" in line.values()


def test_where_nothing_is_yet_the_page_says_so(staffed: Path) -> None:
    assert "Belum ada permintaan klarifikasi" in _visitor(staffed, "si-inspektur").get("/pemeriksa/").text
