"""The procedures of docs/ledger.md, run as they are told there."""

import os
import sys
from pathlib import Path

import pytest

from tasks.ledger.dump import CONTENTS, dump
from tasks.ledger.engine import ledger_url, open_ledger
from tests.docs.procedures import procedures, run
from tests.ledger.rows import fill
from tests.postgresql import Server

_PROCEDURES = procedures("ledger.md")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return the folder of an installation with a full ledger."""
    engine = open_ledger(ledger_url(tmp_path / "home"))
    with engine.begin() as connection:
        fill(connection)
    dump(engine, tmp_path / "known")
    engine.dispose()
    return tmp_path


def test_every_section_with_commands_is_run_here() -> None:
    assert set(_PROCEDURES) == {"Back up", "Restore", "Move to PostgreSQL", "Upgrade"}


def test_back_up_and_restore(place: Path) -> None:
    _run("Back up", place)
    assert _contents(place / "copies" / "monday") == _contents(place / "known")
    _run("Restore", place)
    assert _exported(ledger_url(place / "home"), place) == _contents(place / "known")


def test_move_to_postgresql(place: Path, postgresql_server: Server) -> None:
    url = postgresql_server.url("netralitas", user="netralitas")
    programs = f"{postgresql_server.programs}{os.pathsep}{os.environ['PATH']}"
    _run(
        "Move to PostgreSQL",
        place,
        {
            "uv sync --extra postgresql\n": "",
            "sudo -u postgres ": "",
            "--pwprompt ": "",
            "postgresql://netralitas@localhost/netralitas": f"'{url}'",
        },
        PATH=programs,
        PGHOST=str(postgresql_server.socket),
        PGUSER="postgres",
    )
    assert not (place / "home" / "ledger.sqlite").exists()
    assert _exported(url, place) == _contents(place / "known")


def test_upgrade(place: Path) -> None:
    assert "susunan versi terbaru" in _run("Upgrade", place)
    assert _exported(ledger_url(place / "home"), place) == _contents(place / "known")


def _run(title: str, place: Path, instead: dict[str, str] | None = None, **environment: str) -> str:
    netralitas = Path(sys.executable).with_name("netralitas")
    ours = {"/srv/netralitas": str(place), "uv run netralitas": str(netralitas), **(instead or {})}
    return run(_PROCEDURES[title], place, ours, environment)


def _contents(folder: Path) -> bytes:
    return (folder / CONTENTS).read_bytes()


def _exported(url: str, place: Path) -> bytes:
    engine = open_ledger(url)
    rows = {table.rows for table in dump(engine, place / "afterwards").tables.values()}
    engine.dispose()
    assert rows == {25}
    return _contents(place / "afterwards")
