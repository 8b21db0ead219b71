"""What the gate must know after a restart too: ``<home>/access.sqlite`` with sessions, counts and entry keys.

Secrets stand there as SHA-256 only: who reads the file can enter with nothing in it.
"""

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from data.errors import EnvironmentUnavailable
from data.sentences import both

_SCHEMA = """
create table if not exists sessions (id text primary key, account text, password text, ends real);
create table if not exists counts (key text primary key, count integer, ends real);
create table if not exists entry_keys (id text primary key);
"""
_WAIT_SECONDS = 10.0


class AccessStore:
    """The database of one home; each question opens it for itself, so threads and processes may share it."""

    def __init__(self, home: Path) -> None:
        self._path = home / "access.sqlite"
        try:
            home.mkdir(parents=True, exist_ok=True)
            with self.opened() as database:
                database.executescript(f"pragma journal_mode = wal; {_SCHEMA}")
            self._path.chmod(0o600)
        except (OSError, sqlite3.Error) as error:
            raise EnvironmentUnavailable(both("broken_home", folder=self._path, error=error)) from error

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """Give the database for one transaction."""
        with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as database, database:
            database.execute("pragma synchronous = normal")
            yield database

    def forget_what_ended(self) -> None:
        """Delete sessions and counts whose time is over."""
        with self.opened() as database:
            for table in ("sessions", "counts"):
                database.execute(f"delete from {table} where ends < ?", [time.time()])  # noqa: S608 - two fixed words


def secret_digest(secret: str) -> str:
    """Return what of a secret may be stored."""
    return hashlib.sha256(secret.encode()).hexdigest()
