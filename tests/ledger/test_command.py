"""``netralitas ledger``: what it tells and how it ends."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import Engine
from typer.testing import CliRunner

from flows.cli import app
from tasks.ledger.dump import CONTENTS
from tasks.ledger.schema import COPIED_TABLES
from tests.ledger.rows import fill

_ROWS = 25 * len(COPIED_TABLES)


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the home of an installation with the ledger in ``database``."""
    monkeypatch.setenv("NETRALITAS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NETRALITAS_LEDGER", database)
    return tmp_path / "home"


def test_a_copy_goes_out_and_into_a_new_ledger(ledger: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ledger.begin() as connection:
        fill(connection)
    copied = _run("export", str(tmp_path / "copy"))
    assert copied.exit_code == 0
    assert copied.stdout == f"{_ROWS} baris register audit (susunan versi 0006) disalin ke {tmp_path}/copy.\n"

    monkeypatch.setenv("NETRALITAS_LEDGER", f"sqlite:///{tmp_path}/new.sqlite")
    loaded = _run("import", str(tmp_path / "copy"))
    assert loaded.exit_code == 0
    assert loaded.stdout.startswith(f"{_ROWS} baris dimuat dari {tmp_path}/copy ke register audit sqlite:///{tmp_path}")
    _run("export", str(tmp_path / "again"))
    assert (tmp_path / "again" / CONTENTS).read_bytes() == (tmp_path / "copy" / CONTENTS).read_bytes()

    twice = _run("import", str(tmp_path / "copy"))
    assert twice.exit_code == 2
    assert "sudah berisi" in twice.stderr
    assert "already holds records" in twice.stderr


def test_a_new_ledger_is_made_once() -> None:
    assert _run("upgrade").stdout == "Register audit baru dibuat (susunan versi 0006).\n"
    told = "Register audit sudah memakai susunan versi terbaru (0006); tidak ada yang diubah.\n"
    assert _run("upgrade").stdout == told


@pytest.mark.usefixtures("ledger", "next_version")
def test_an_older_ledger_is_upgraded_and_says_from_where_to_where(tmp_path: Path) -> None:
    refused = _run("export", str(tmp_path / "copy"))
    assert refused.exit_code == 2
    assert "netralitas ledger upgrade" in refused.stderr
    assert not (tmp_path / "copy").exists()
    told = _run("upgrade").stdout
    (copy,) = (tmp_path / "home" / "backups").iterdir()
    assert told == (
        f"Register audit diperbarui dari susunan versi 0006 ke susunan versi next. Salinan yang lama ada di {copy}.\n"
    )
    assert json.loads((copy / CONTENTS).read_bytes())["shape"] == "0006"


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["ledger", *arguments])
