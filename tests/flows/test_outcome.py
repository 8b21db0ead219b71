"""What a person reads when a command fails: what can be mended, and our fault only when it is."""

import errno
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from sqlalchemy import Engine, insert

from data.errors import EnvironmentUnavailable
from flows import free_space
from flows import outcome as outcomes
from flows.free_space import require_free_space
from flows.outcome import outcome
from tasks.ledger.engine import open_ledger, opened_ledger
from tasks.ledger.schema import LOOKS
from tests.ledger.rows import a_look

Told = Callable[[Exception], str]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """Return what a command in a home of its own says about a failure."""
    monkeypatch.setenv("NETRALITAS_HOME", str(tmp_path / "home"))

    def tell(failure: Exception) -> str:
        with pytest.raises(typer.Exit) as ended, outcome():
            raise failure
        assert ended.value.exit_code == 1
        return capsys.readouterr().err

    return tell


def _hidden(failure: Exception) -> RuntimeError:
    """Return what a library raises that hides why it failed."""
    wrapped = RuntimeError("Server error '500 Internal Server Error'")
    wrapped.__cause__ = failure
    return wrapped


def test_a_full_disk_is_told_whatever_raised(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """R8: seven of nine messages said that it was our fault."""
    assert "The disk is full" in told(_hidden(OSError(errno.ENOSPC, "No space left on device")))
    monkeypatch.setattr(free_space, "_free", lambda _: 10_000)
    said = told(RuntimeError("500"))
    assert "The disk is full: 0.0 MB" in said
    assert "Our fault" not in said


def test_room_is_looked_at_before_anything_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require_free_space(tmp_path / "not" / "there")
    monkeypatch.setattr(free_space, "_free", lambda _: 49_000_000)
    with pytest.raises(EnvironmentUnavailable, match=r"The disk is full: 49\.0 MB"):
        require_free_space(tmp_path)


def test_our_fault_is_told_only_when_it_is(told: Told, tmp_path: Path) -> None:
    assert "Our fault" in told(KeyError("x"))
    assert "KeyError" in (tmp_path / "home" / "logs" / "failures.log").read_text(encoding="utf-8")
    for failure, sentence in ((MemoryError(), "--jobs 1"), (EnvironmentUnavailable("Beri izin."), "Beri izin.")):
        said = told(failure)
        assert sentence in said
        assert "Our fault" not in said
        assert "failures.log" in said


@pytest.mark.parametrize("lacks", [OSError, MemoryError])
def test_a_failure_that_cannot_be_logged_is_still_a_sentence(
    lacks: type[Exception], told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R13: the last resort ended in a traceback of its own."""

    def refuse(*_: object) -> Path:
        raise lacks

    for place in ("_own_log", "_temporary_log"):
        monkeypatch.setattr(outcomes, place, refuse)
    assert "Our fault" in told(KeyError("x"))


def _write(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(insert(LOOKS), [a_look()])


def _hold(file: Path) -> sqlite3.Connection:
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    return holder


@pytest.mark.parametrize("state", ["held", "damaged", "no database"])
def test_a_ledger_that_cannot_be_used_says_what_to_do(
    state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R12: a programmer's words, and then that it was our fault."""
    monkeypatch.setattr("tasks.ledger.engine._BUSY_SECONDS", 0)
    file = tmp_path / "ledger.sqlite"
    open_ledger(f"sqlite:///{file}").dispose()
    content = file.read_bytes()
    holder = None
    expected = "Running again does not help"
    if state == "held":
        holder, expected = _hold(file), "Wait until it has ended"
    elif state == "damaged":
        file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    else:
        file.write_bytes(b"text\n" * 4000)
    with pytest.raises(EnvironmentUnavailable, match=expected) as said, opened_ledger(tmp_path) as engine:
        _write(engine)
    assert "sqlalche.me" not in str(said.value)
    assert "[SQL" not in str(said.value)
    if holder:
        holder.close()
