"""Audits of overlapping areas wait for each other, on one machine and on several; a dead one is not waited for."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy import text as statement

from data.errors import EnvironmentUnavailable
from data.register import Area
from data.sentences import text
from tasks.ledger import area_lock
from tasks.ledger.area_lock import held
from tasks.ledger.engine import open_ledger
from tests.postgresql import Server

_REGENCY, _DISTRICT = "35.03", "35.03.01"


@pytest.fixture
def homes(ledger: Engine, tmp_path: Path) -> Callable[[], Path]:
    """Return homes that share nothing but the ledger: with SQLite, which lies in the home, always the same one."""
    made: list[Path] = []

    def home() -> Path:
        made.append(tmp_path / f"home {len(made) if ledger.dialect.name == 'postgresql' else ''}")
        return made[-1]

    return home


def test_a_free_lock_is_taken_without_a_word_and_again_afterwards(ledger: Engine, tmp_path: Path) -> None:
    told: list[str] = []
    for _ in range(2):
        with held(tmp_path, _REGENCY, ledger, told.append):
            assert (tmp_path / "locks" / "35.03.lock").is_file()
    assert told == []


@pytest.mark.parametrize(("first", "second"), [(_REGENCY, _REGENCY), (_REGENCY, _DISTRICT), (_DISTRICT, "35.03.02")])
def test_an_audit_of_the_same_regency_waits_and_says_so_once(
    first: str, second: str, ledger: Engine, homes: Callable[[], Path]
) -> None:
    told: list[str] = []
    with held(homes(), first, ledger, told.append):
        begun = time.monotonic()
        with (
            pytest.raises(EnvironmentUnavailable, match="waited 0 minutes"),
            held(homes(), second, ledger, told.append, "en", seconds=1.2),
        ):
            pytest.fail("the lock was held twice")
        assert time.monotonic() - begun >= 1.2
    assert told == [text("audit_waits", "en", area="Kabupaten Trenggalek (35.03)")]
    with held(homes(), second, ledger, told.append, seconds=0):
        assert len(told) == 1


def test_another_regency_is_not_waited_for(
    ledger: Engine, homes: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with held(homes(), _REGENCY, ledger, pytest.fail):
        monkeypatch.setattr(area_lock, "regencies_in", lambda code: [code])
        monkeypatch.setattr(area_lock, "area", lambda code: Area(code, "regency", "Tulungagung"))
        with held(homes(), "35.04", ledger, pytest.fail, seconds=0):
            pass


def test_audits_at_once_never_interleave(ledger: Engine, homes: Callable[[], Path], tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    running = [_holding(ledger, homes(), area, journal, 0.3) for area in (_REGENCY, _DISTRICT, "35.03.01.2001")]
    answers = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert sum("menunggu" in answer for answer in answers) >= 1
    notes = [line.split() for line in journal.read_text().splitlines()]
    assert [what for _, what in notes] == ["begins", "ends"] * 3
    assert all(begun[0] == ended[0] for begun, ended in zip(notes[::2], notes[1::2], strict=True))


def test_a_killed_audit_frees_its_lock(ledger: Engine, homes: Callable[[], Path], tmp_path: Path) -> None:
    told: list[str] = []
    process = _holding(ledger, homes(), _REGENCY, tmp_path / "journal", 600)
    _wait_for(tmp_path / "journal")
    with pytest.raises(EnvironmentUnavailable), held(homes(), _REGENCY, ledger, told.append, seconds=0):
        pytest.fail("the lock was held twice")
    assert len(told) == 1
    process.kill()
    process.communicate()
    with held(homes(), _REGENCY, ledger, told.append, seconds=30):
        assert (tmp_path / "journal").read_text() == f"{process.pid} begins\n"


def test_a_lost_database_does_not_break_what_it_guarded(postgresql_server: Server, tmp_path: Path) -> None:
    engine = open_ledger(postgresql_server.new_database())
    with held(tmp_path, _REGENCY, engine, pytest.fail), engine.connect() as connection:
        others = select(func.pg_terminate_backend(statement("pid"))).select_from(statement("pg_stat_activity"))
        mine = statement("pid <> pg_backend_pid() AND datname = current_database()")
        assert connection.execute(others.where(mine)).scalars().all() == [True]
    engine.dispose()


def test_a_home_that_cannot_be_written_is_told(ledger: Engine, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(EnvironmentUnavailable, match="cannot be written"),
        held(tmp_path / "file", _REGENCY, ledger, print),
    ):
        pytest.fail("a lock without a file")
    (tmp_path / "locks" / "35.03.lock").mkdir(parents=True)
    with pytest.raises(EnvironmentUnavailable, match="cannot be written"), held(tmp_path, _REGENCY, ledger, print):
        pytest.fail("a lock without a file")


def _holding(ledger: Engine, home: Path, area: str, journal: Path, seconds: float) -> "subprocess.Popen[str]":
    url = ledger.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.ledger.holding", str(home), url, area, str(journal), str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _wait_for(path: Path) -> None:
    end = time.monotonic() + 60
    while not path.exists() or not path.read_text():
        assert time.monotonic() < end
        time.sleep(0.05)
