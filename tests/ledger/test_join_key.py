"""The key that joins persons across months: made once, whole, for its owner alone."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from data.errors import EnvironmentUnavailable
from tasks.ledger.join_key import join_key


def test_whoever_asks_at_once_gets_the_same_whole_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(join_key, [tmp_path] * 32))
    [key] = keys
    assert len(key) == 64
    place = tmp_path / "keys" / "join.key"
    assert place.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in place.parent.iterdir()] == ["join.key"]


def test_a_key_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("no folder")
    with pytest.raises(EnvironmentUnavailable, match=r"join\.key"):
        join_key(tmp_path)
