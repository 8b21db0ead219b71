"""When to look at an inbox: when the file system tells of a change, and now and then in any case."""

import threading
from collections.abc import Iterator
from pathlib import Path, PurePath

from watchfiles import Change, watch

from tasks.inbox.listing import REPLIES
from tasks.inbox.storage import Inbox

_TICK_SECONDS = 1.0


def ticks(inbox: Inbox, stopping: threading.Event) -> Iterator[bool]:
    """Yield about once a second until told to stop: whether something may have changed since.

    A shared folder never tells; neither does a local one whose file system cannot. The caller's own full looks find
    what was not told.
    """
    folder = inbox.local
    while folder is not None and not stopping.is_set():
        try:
            yield from _told(folder, stopping)
        except OSError:  # the folder is gone, or the system watches no more folders: look without being told
            yield from _told_nothing(stopping, seconds=10)
    yield from _told_nothing(stopping)


def _told(folder: Path, stopping: threading.Event) -> Iterator[bool]:
    for changes in watch(
        folder,
        watch_filter=_is_sent,
        stop_event=stopping,
        rust_timeout=int(_TICK_SECONDS * 1000),
        yield_on_timeout=True,
        raise_interrupt=False,
        ignore_permission_denied=True,
    ):
        yield bool(changes)


def _told_nothing(stopping: threading.Event, seconds: float | None = None) -> Iterator[bool]:
    waited = 0.0
    while not stopping.wait(_TICK_SECONDS) and (seconds is None or waited < seconds):
        waited += _TICK_SECONDS
        yield False


def _is_sent(_change: Change, path: str) -> bool:
    """Tell whether a change may be a village's doing; our own replies are not."""
    return REPLIES not in {part.casefold() for part in PurePath(path).parts}
