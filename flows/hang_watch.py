"""An audit that does not move is ended, and with it the lock of its regency: nobody waits for it for hours."""

import os
import signal
import threading
import time
from typing import Self

from data.sentences import both
from flows.process_tree import descendants, kill
from flows.product_log import product_log

_LEAVE_SECONDS = 30.0


class HangWatch:
    """Ends this process when nothing moves for so many seconds, for the length of a ``with`` block.

    It is asked first (SIGTERM), so that it can report to its server and clear its draft; one that hangs too deep to
    hear that is killed with the processes that it started, and the next audit clears what it left.
    """

    def __init__(self, seconds: float, leave_seconds: float = _LEAVE_SECONDS) -> None:
        self._seconds = seconds
        self._leave_seconds = leave_seconds
        self._moved_at = time.monotonic()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="hang-watch", daemon=True)

    def __enter__(self) -> Self:
        self.moved()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()

    def moved(self) -> None:
        """Note that something was done."""
        self._moved_at = time.monotonic()

    def _watch(self) -> None:
        while not self._over.wait(max(0.0, self._moved_at + self._seconds - time.monotonic())):
            if time.monotonic() - self._moved_at < self._seconds:
                continue
            product_log().error(both("audit_hangs", minutes=round(self._seconds / 60)))
            os.kill(os.getpid(), signal.SIGTERM)
            if not self._over.wait(self._leave_seconds):
                kill(descendants())
                os.kill(os.getpid(), signal.SIGKILL)
            return
