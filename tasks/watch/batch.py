"""One batch of the queue: read, judged, answered and noted; our failure on one file stops no other."""

import logging
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from data.errors import EnvironmentUnavailable
from data.register import area
from data.scope import Scope
from tasks.inbox.storage import Inbox
from tasks.ledger.join_key import join_key
from tasks.ledger.memory import memory, persons_said
from tasks.ledger.receipts import standing
from tasks.pipeline import read
from tasks.reading.sources import sources
from tasks.watch.answering import answer, deliver
from tasks.watch.checking import Known, check
from tasks.watch.queue import Answered, Waiting, WatchQueue
from tasks.watch.receiving import watch_scope


def check_batch(
    waiting: Sequence[Waiting], inbox: Inbox, area_code: str, home: Path, ledger: Engine, now: datetime, jobs: int
) -> tuple[list[Answered], dict[Waiting, Exception]]:
    """Check files and write their replies; return those that were answered, and our failures by file.

    When the batch fails as a whole, its files are tried one by one.
    """
    scope = watch_scope(area(area_code), now)
    try:
        return _checked(waiting, inbox, scope, home, ledger, jobs), {}
    except (OSError, EnvironmentUnavailable):  # a disk or a database, no file: all of them wait on
        raise
    except Exception as failure:  # noqa: BLE001 - whatever one file makes us do wrong, the others are checked
        if len(waiting) == 1:
            return [], {waiting[0]: failure}
        logging.getLogger(__name__).warning("one by one: %s", type(failure).__name__)
    done: list[Answered] = []
    failures: dict[Waiting, Exception] = {}
    for each in waiting:
        answered, failed = check_batch([each], inbox, area_code, home, ledger, now, jobs)
        done += answered
        failures |= failed
    return done, failures


def settle(done: Sequence[Answered], inbox: Inbox, home: Path, queue: WatchQueue) -> list[str]:
    """Deliver replies and note the files as checked; return what went wrong, as sentences."""
    delivered, troubles = deliver(done, inbox, home)
    queue.answered(done)
    queue.delivered(delivered)
    return troubles


def _checked(
    waiting: Sequence[Waiting], inbox: Inbox, scope: Scope, home: Path, ledger: Engine, jobs: int
) -> list[Answered]:
    wanted = [(each.file, each.sha256) for each in waiting]
    villages = {each.village_code for each in waiting}

    key = join_key(home, ledger)

    def known(own: Scope) -> Known:
        with ledger.connect() as connection:  # for this month only: SQLite keeps every other writer out meanwhile
            files = standing(connection, inbox.name, villages, wanted, own)
            said = persons_said(connection, own)
            remembered = memory(connection, inbox.name, own, "", said, key)
        return Known(files, remembered)

    returns = read(sources(known(scope).files, scope.period, home), jobs)
    return [done for judged in check(waiting, returns, known, scope) for done in answer(judged, home, jobs)]
