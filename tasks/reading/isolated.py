"""Reading files on worker processes with limits: whatever goes wrong with one is a finding of that file (S03)."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from data.partners import sender_folder
from data.reference import limit
from data.sentences import both
from tasks.isolation.limited import FAILED, LimitedPool, Limits, Stopped, limited_pool, run_forked
from tasks.isolation.worker_processes import hold_in_workers
from tasks.reading.reading import Source, read_file
from tasks.reading.readings import Readings
from tasks.storage.whole_copy import whole_copy

hold_in_workers(__name__)

_NOT_GIVEN = "not_given"
"""The archive does not give the bytes: no fault of the file."""

_NOT_KEPT = "archive_damaged"
"""The archive's copy is gone or has other bytes than were received: ours to mend, and no fault of the file."""

Item = tuple[Source, Path]


def read_isolated(items: Sequence[Item], jobs: int, limits: Limits | None = None) -> list[Readings]:
    """Read files on ``jobs`` worker processes (0: one a core); return the readings in the order of the items.

    In: what each file is and where its bytes lie. A file on which the reader fails, for whatever reason, is unreadable.
    So is one whose bytes in the archive are not those that were received. Raises ``OSError`` when the archive itself
    cannot be read.
    """
    if not items:
        return []
    with reading_pool(jobs, len(items), limits) as pool:
        return read_on(pool, items)


@contextmanager
def reading_pool(jobs: int, items: int, limits: Limits | None = None) -> Iterator[LimitedPool]:
    """Give worker processes that read, for the length of a block."""
    with limited_pool(jobs, items, limits) as pool:
        yield pool


def read_on(pool: LimitedPool, items: Sequence[Item]) -> list[Readings]:
    """Read files on workers; return the readings in the order of the items.

    A sender's slow files come last, and what the time of a village, or a body, does not reach is not opened.
    """
    owners = [sender_folder(source.file) for source, _ in items]
    done = pool.run(read_item, items, owners, limit("village_seconds"))
    return [_readings(item, each) for item, each in zip(items, done, strict=True)]


def read_alone(item: Item) -> Readings:
    """Read one file in a process forked from this one, which must have a single thread: it has all the code already."""
    return _readings(item, run_forked(read_item, item))


def read_item(item: Item) -> Readings | Stopped:
    """Read one file in this process."""
    source, path = item
    try:
        content = path.read_bytes() if source.sha256 is None else whole_copy(path, source.sha256)
    except OSError as error:
        return Stopped(_NOT_GIVEN, error)
    if content is None:
        return Stopped(_NOT_KEPT)
    readings = Readings()
    read_file(source, content, readings)
    return readings


def unreadable(source: Source, cause: str, readings: Readings) -> None:
    """Put a file on record that could not be read, with its cause."""
    readings.add("opened", {"file": source.file, "unreadable": cause})


def _readings(item: Item, done: Readings | Stopped) -> Readings:
    if not isinstance(done, Stopped):
        return done
    if done.cause == _NOT_GIVEN and done.error:
        raise done.error
    if done.cause == _NOT_KEPT:
        logging.getLogger("netralitas").warning(both("archive_damaged", file=item[0].file, copy=item[1]))
    if done.cause == FAILED:
        logging.getLogger(__name__).error("%s\n%s", item[0].file, done.details)
    readings = Readings()
    unreadable(item[0], "stopped_reader" if done.cause == FAILED else done.cause, readings)
    return readings
