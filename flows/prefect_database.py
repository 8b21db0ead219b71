"""Prefect's own SQLite database is history only: a damaged one is put aside and stops no audit and no decision."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

_NAME = "prefect.db"
_PARTS = ("", "-wal", "-shm")


def put_damaged_aside(home: Path) -> Path | None:
    """Move a home's damaged database, with its journal, to a name with the time; return where it is then.

    Returns None for one that is whole, busy, or not there. Called before a server is started on it.
    """
    database = home / "prefect" / _NAME
    if not database.exists() or _is_whole(database):
        return None
    aside = database.with_name(f"prefect-rusak-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.db")
    for part in _PARTS:
        beside = database.with_name(_NAME + part)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + part))
    return aside


def _is_whole(database: Path) -> bool:
    try:
        with closing(sqlite3.connect(database, timeout=1)) as opened:
            return [row[0] for row in opened.execute("pragma quick_check(1)")] == ["ok"]
    except sqlite3.OperationalError:  # locked by another, or unreadable for us: no damage
        return True
    except sqlite3.DatabaseError:
        return False
