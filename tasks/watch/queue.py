"""What the watch has taken in and answered, in ``<home>/watch.sqlite``: a restart goes on where it was.

A file is *waiting* once the ledger has its receipt, and *checked* (or *failed*) once its reply is written. The table
may be deleted: everything in the inbox is then checked again, with the same replies.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock

from tasks.inbox.storage import Entry

_SHAPE = """
create table if not exists files (
    inbox text not null, file text not null, size integer not null, changed_ns integer not null,
    village_code text not null, sha256 text not null, state text not null default 'waiting',
    period text, findings integer, reply text, delivered integer not null default 0, told integer not null default 0,
    primary key (inbox, file)
) strict
"""
_PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Waiting:
    """A received file that is to be checked."""

    file: str
    village_code: str
    sha256: str


@dataclass(frozen=True)
class Answered:
    """A checked file: its month (YYYY-MM), how many mistakes, the reply's name, and whether it is delivered (0, 1)."""

    file: str
    village_code: str
    sha256: str
    period: str
    findings: int
    reply: str
    delivered: int


class WatchQueue:
    """The files of one inbox; ``inbox`` is its name."""

    def __init__(self, home: Path, inbox: str) -> None:
        self._path = home / "watch.sqlite"
        self._inbox = inbox
        home.mkdir(parents=True, exist_ok=True)
        with self._begun() as connection:
            connection.execute(_SHAPE)

    def known(self) -> dict[Entry, str]:
        """Return the SHA-256 of every file that was taken in and has not changed since, by what it looks like."""
        rows = self._rows("select file, size, changed_ns, sha256 from files where inbox = ?")
        return {Entry(file, True, size, changed): sha256 for file, size, changed, sha256 in rows}

    def add(self, received: Iterable[tuple[Entry, str, str]], state: str = "waiting") -> None:
        """Take files in, each with its village and SHA-256; the same bytes as before need no second check.

        ``state`` is *skipped* for what was looked at and is no submission.
        """
        with self._begun() as connection:
            connection.executemany(
                "insert into files (inbox, file, size, changed_ns, village_code, sha256, state)"
                " values (?, ?, ?, ?, ?, ?, ?)"
                " on conflict (inbox, file) do update set size = excluded.size, changed_ns = excluded.changed_ns,"
                " state = iif(sha256 = excluded.sha256, state, excluded.state),"
                " told = iif(sha256 = excluded.sha256, told, 0), sha256 = excluded.sha256",
                [
                    (self._inbox, entry.file, entry.size, entry.changed_ns, village, sha256, state)
                    for entry, village, sha256 in received
                ],
            )

    def waiting(self, most: int) -> list[Waiting]:
        """Return the files to check next, at most so many; every village's first file before anybody's second."""
        rows = self._rows(
            "select file, village_code, sha256 from files where inbox = ? and state = 'waiting'"
            " order by row_number() over (partition by village_code order by file), file limit ?",
            most,
        )
        return [Waiting(*row) for row in rows]

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the queue for the length of a block: who else checks what waits there must wait, and finds it done."""
        with FileLock(self._path.with_suffix(".lock")):
            yield

    def again(self, village_code: str) -> None:
        """Let everything that a village sent wait once more, also what was checked, or failed by our fault."""
        with self._begun() as connection:
            connection.execute(
                "update files set state = 'waiting' where inbox = ? and village_code = ? and state != 'skipped'",
                (self._inbox, village_code),
            )

    def answered(self, done: Sequence[Answered]) -> None:
        """Note that files were checked; one that was replaced meanwhile waits on."""
        with self._begun() as connection:
            connection.executemany(
                "update files set state = 'checked', period = ?4, findings = ?5, reply = ?6, delivered = ?7, told = 0"
                " where inbox = ?8 and file = ?1 and village_code = ?2 and sha256 = ?3",
                [(*astuple(each), self._inbox) for each in done],
            )

    def failed(self, file: Waiting) -> None:
        """Note that checking a file failed by our fault: not tried again until it changes."""
        with self._begun() as connection:
            connection.execute(
                "update files set state = 'failed' where inbox = ? and file = ? and sha256 = ?",
                (self._inbox, file.file, file.sha256),
            )

    def undelivered(self) -> list[Answered]:
        return self._answered(delivered=0, told=1)

    def untold(self) -> list[Answered]:
        return self._answered(delivered=1, told=0)

    def delivered(self, files: Iterable[Answered]) -> None:
        self._mark("update files set delivered = 1 where inbox = ? and file = ? and sha256 = ?", files)

    def told(self, files: Iterable[Answered]) -> None:
        self._mark("update files set told = 1 where inbox = ? and file = ? and sha256 = ?", files)

    def _answered(self, delivered: int, told: int) -> list[Answered]:
        """Return the checked files that are at most so far."""
        rows = self._rows(
            "select file, village_code, sha256, period, findings, reply, delivered from files"
            " where inbox = ? and state = 'checked' and delivered <= ? and told <= ? order by file",
            delivered,
            told,
        )
        return [Answered(*row) for row in rows]

    def _mark(self, statement: str, files: Iterable[Answered]) -> None:
        with self._begun() as connection:
            connection.executemany(statement, [(self._inbox, each.file, each.sha256) for each in files])

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._begun() as connection:
            return connection.execute(query, (self._inbox, *values)).fetchall()

    @contextmanager
    def _begun(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=_PATIENCE_SECONDS)) as connection, connection:
            yield connection
