"""The key that joins persons across months: made once, whole, for its owner alone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from data.errors import EnvironmentUnavailable
from tasks.ledger.engine import opened_ledger
from tasks.ledger.join_key import join_key
from tasks.ledger.schema import ABSENCES, AUDITS
from tests.ledger.rows import an_audit


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Engine]:
    """Return the ledger of a new installation."""
    with opened_ledger(tmp_path) as engine:
        yield engine


def test_whoever_asks_at_once_gets_the_same_whole_key(tmp_path: Path, own: Engine) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(join_key, [tmp_path] * 32, [own] * 32))
    [key] = keys
    assert len(key) == 64
    place = tmp_path / "keys" / "join.key"
    assert place.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in place.parent.iterdir()] == ["join.key"]


def test_a_key_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path, own: Engine) -> None:
    (tmp_path / "keys").write_text("no folder")
    with pytest.raises(EnvironmentUnavailable, match=r"join\.key"):
        join_key(tmp_path, own)


@pytest.mark.parametrize("content", [b"", b"0123", b"\xff" * 64])
def test_a_key_that_is_not_whole_joins_nobody(tmp_path: Path, own: Engine, content: bytes) -> None:
    """R3: an empty one made HMACs that anybody can try all identifiers against."""
    place = tmp_path / "keys" / "join.key"
    place.parent.mkdir()
    place.write_bytes(content)
    with pytest.raises(EnvironmentUnavailable, match=r"join\.key"):
        join_key(tmp_path, own)
    assert place.read_bytes() == content


def test_a_key_that_is_gone_is_not_made_anew_while_the_ledger_knows_persons_by_it(tmp_path: Path, own: Engine) -> None:
    """R3: every person of earlier months was unknown, without a word."""
    join_key(tmp_path, own)
    place = tmp_path / "keys" / "join.key"
    place.unlink()
    join_key(tmp_path, own)
    place.unlink()
    _join_somebody(own)
    with pytest.raises(EnvironmentUnavailable, match="Restore the file"):
        join_key(tmp_path, own)
    assert not place.exists()


def test_a_whole_key_of_another_installation_is_refused(tmp_path: Path, own: Engine) -> None:
    """R3: every person of earlier months was unknown, without a word."""
    key = join_key(tmp_path, own)
    place = tmp_path / "keys" / "join.key"
    place.write_text("1" * 64, encoding="ascii")
    assert join_key(tmp_path, own) == "1" * 64, "a ledger that joined nobody yet takes it"
    _join_somebody(own)
    place.write_text(key, encoding="ascii")
    with pytest.raises(EnvironmentUnavailable, match="not this ledger's"):
        join_key(tmp_path, own)
    place.write_text("1" * 64, encoding="ascii")
    assert join_key(tmp_path, own) == "1" * 64


def _join_somebody(ledger: Engine) -> None:
    counts = dict.fromkeys(("workdays", "unexcused", "run_at_start", "run_at_end"), 0)
    with ledger.begin() as connection:
        connection.execute(insert(AUDITS), [an_audit(id=1)])
        connection.execute(
            insert(ABSENCES), [{"audit": 1, "village_code": "35.03.01.2001", "person_key": "0", **counts}]
        )
