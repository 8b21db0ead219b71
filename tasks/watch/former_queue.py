"""The queue of earlier versions, ``<home>/watch.sqlite``: its rows are taken over once, the file is kept."""

import sqlite3
from contextlib import closing
from pathlib import Path

from filelock import FileLock
from sqlalchemy import Engine, insert, select

from tasks.ledger.schema import QUEUE

FORMER, KEPT = "watch.sqlite", "watch-taken-over.sqlite"


def take_over(ledger: Engine, home: Path, watch: str) -> None:
    """Put the rows of a former queue into the ledger's and rename its file; do nothing where none is.

    In: ``watch``, the home's name in the queue. A row that the ledger has already is newer there: whoever is stopped
    between writing and renaming does it again. Of a damaged file nothing is taken over. Raises ``OSError`` when the
    file cannot be renamed.
    """
    path = home / FORMER
    if not path.exists():
        return
    with FileLock(home / "watch-taken-over.lock"):
        if not path.exists():  # another process was quicker
            return
        with ledger.begin() as connection:
            own = select(QUEUE.c.inbox, QUEUE.c.file).where(QUEUE.c.watch == watch)
            known = {(row.inbox, row.file) for row in connection.execute(own)}
            fresh = [row | {"watch": watch} for row in _rows(path) if (row["inbox"], row["file"]) not in known]
            if fresh:
                connection.execute(insert(QUEUE), fresh)
        path.replace(home / KEPT)


def _rows(path: Path) -> list[dict[str, object]]:
    try:
        with closing(sqlite3.connect(path)) as former:
            former.row_factory = sqlite3.Row
            rows = [dict(row) for row in former.execute("select * from files order by inbox, file")]
    except sqlite3.DatabaseError:  # the inbox tells the same: everything in it is checked again
        return []
    return [row | {name: bool(row[name]) for name in ("delivered", "told")} for row in rows]
