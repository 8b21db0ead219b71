"""A damaged database of Prefect is put aside; a whole one, and one that is in use, stay."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flows.prefect_database import put_damaged_aside


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "prefect" / "prefect.db"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("create table flow_run (id text primary key, name text)")
        opened.executemany("insert into flow_run values (?, ?)", [(str(number), "x" * 500) for number in range(500)])
        opened.commit()
    return path


def test_a_whole_database_and_none_at_all_stay(tmp_path: Path, database: Path) -> None:
    assert put_damaged_aside(tmp_path) is None
    assert put_damaged_aside(tmp_path / "elsewhere") is None
    assert database.exists()


def test_a_database_in_use_is_not_damaged(tmp_path: Path, database: Path) -> None:
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("begin exclusive")
        assert put_damaged_aside(tmp_path) is None


@pytest.mark.parametrize("damage", ["no database", "a torn page", "cut off"])
def test_a_damaged_database_is_put_aside_with_its_journal(tmp_path: Path, database: Path, damage: str) -> None:
    content = bytearray(database.read_bytes())
    if damage == "no database":
        content = bytearray(b"not a database at all" * 100)
    elif damage == "a torn page":
        content[4096 * 3 : 4096 * 5] = b"\xff" * 8192
    else:
        content = content[: len(content) // 2]
    database.write_bytes(content)
    database.with_name("prefect.db-wal").write_bytes(b"")
    aside = put_damaged_aside(tmp_path)
    assert aside is not None
    assert aside.read_bytes() == bytes(content)
    assert not database.exists()
    assert not database.with_name("prefect.db-wal").exists()
