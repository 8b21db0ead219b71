"""Taking files in: their bytes into the archive, their receipts into the ledger, and they themselves into the queue."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, Engine

from data.calendar import ZONE, Period
from data.register import Area
from data.scope import Scope
from data.sentences import VILLAGES, text
from tasks.inbox.archive import archive
from tasks.inbox.listing import list_inbox
from tasks.inbox.storage import Entry, Inbox
from tasks.ledger.area_lock import held
from tasks.ledger.receipts import look, record_look
from tasks.watch.queue import WatchQueue


def watch_scope(area: Area, now: datetime) -> Scope:
    """Return the scope of a look: an area, today, and the month that villages report on now."""
    today = now.astimezone(ZONE).date()
    return Scope(area, Period.of(today).before, today)


def receive(
    complete: Sequence[Entry],
    inbox: Inbox,
    scope: Scope,
    home: Path,
    ledger: Engine,
    queue: WatchQueue,
    now: datetime,
    tell: Callable[[str], None],
) -> None:
    """Receive the files that are complete.

    The receipts of this look and its files in the queue are one transaction of the ledger, made while no audit of the
    regency runs: each file has one receipt, whoever sees it first. A file that changes at the last moment is left for
    the next look.
    """
    known = queue.known()
    with held(home, scope.area.code, ledger, tell):
        listed = list_inbox(inbox, scope, known)
        wanted = _without_the_incomplete(listed, {entry.file for entry in [*complete, *known]})
        files = archive(inbox, wanted, home, scope.language)
        with ledger.begin() as connection:
            record_look(connection, look(connection, inbox.name, files, scope, now), now)
            _queue(connection, complete, files[files["sha256"].notna()].set_index("file"), queue)


def _queue(connection: Connection, complete: Sequence[Entry], rows: pd.DataFrame, queue: WatchQueue) -> None:
    """Put the files that are complete and were read into the queue; ``rows``: what was read, by file."""
    seen = [entry for entry in complete if entry.file in rows.index and rows.loc[entry.file, "size"] == entry.size]
    blank = rows.index[rows["ignored"].notna()]
    # a blank form that was handed out is no submission, and not looked at again until it changes
    for state, entries in (
        ("waiting", [entry for entry in seen if entry.file not in blank]),
        ("skipped", [entry for entry in seen if entry.file in blank]),
    ):
        told = rows.loc[[entry.file for entry in entries], ["village_code", "sha256"]].itertuples(index=False)
        received = [(entry, str(code), str(sha256)) for entry, (code, sha256) in zip(entries, told, strict=True)]
        queue.add(connection, received, state)


def _without_the_incomplete(files: pd.DataFrame, complete: set[str]) -> pd.DataFrame:
    """Return the listing with villages' files ignored that still grow."""
    growing = (files["place"] == "village") & ~files["file"].isin(complete) & files["ignored"].isna()
    return files.assign(ignored=files["ignored"].where(~growing, text("file_incomplete", VILLAGES)))
