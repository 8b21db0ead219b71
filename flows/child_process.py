"""A child process of ``netralitas serve``: started, told to end, and started again when it dies."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from threading import Thread

import psutil

from flows.process_tree import descendants, kill

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0
_LONG_LIFE = 60.0
_ORPHAN_SECONDS = 15.0


class ChildProcess:
    """One child, a module of ours run by our own interpreter; ``stop_seconds``: how long it may take to end."""

    def __init__(self, name: str, arguments: Sequence[str], stop_seconds: float) -> None:
        self.name = name
        self._arguments = [sys.executable, "-m", *arguments]
        self._stop_seconds = stop_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._born = 0.0
        self._wait = _FIRST_WAIT
        self._next_start = 0.0

    @property
    def running(self) -> bool:
        """Whether it lives now."""
        return self._process is not None and self._process.poll() is None

    @property
    def process_id(self) -> int | None:
        """The number of its process; None before its first life."""
        return None if self._process is None else self._process.pid

    @property
    def ended_with(self) -> int | None:
        """The exit code of its last life; None while it lives or before its first."""
        return None if self._process is None else self._process.poll()

    def start(self) -> None:
        """Start it now."""
        self._born = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and modules
            self._arguments,
            stdin=subprocess.PIPE,  # closes when this process dies, however it dies: see end_with_parent
            start_new_session=True,  # Ctrl-C reaches the parent alone, which ends its children in order
        )

    def keep_alive(self) -> bool:
        """Start it again if it has died and its wait is over; tell whether it had died since the last call.

        The wait doubles from 1 to 30 seconds while its lives are short.
        """
        if self.running:
            return False
        now = time.monotonic()
        if not self._next_start:
            self._wait = _FIRST_WAIT if now - self._born > _LONG_LIFE else min(self._wait * 2, _LONGEST_WAIT)
            self._next_start = now + self._wait
            return True
        if now >= self._next_start:
            self._next_start = 0.0
            self.start()
        return False

    def kill(self) -> None:
        """End it at once, as when it no longer answers; ``keep_alive`` starts it again."""
        if self._process is not None and self.running:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """End it: politely, and after its time by force; then whatever it leaves behind."""
        if self._process is None:
            return
        below = descendants(self._process.pid)
        if self.running:
            self._process.terminate()
            try:
                self._process.wait(self._stop_seconds)
            except subprocess.TimeoutExpired:
                self.kill()
        kill(below)
        if self._process.stdin is not None:
            self._process.stdin.close()


def kill_orphans(children: Sequence[ChildProcess]) -> None:
    """Kill processes of a child that has died: adopted by this process (``adopt_orphans``), they serve nobody now."""
    own = {child.process_id for child in children}
    kill([process for process in psutil.Process().children() if process.pid not in own])


def end_with_parent() -> None:
    """End this process when its parent is gone: as the parent would have, and after some seconds by force.

    It is called first thing in a child that ``ChildProcess`` started, and returns at once.
    """
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_ORPHAN_SECONDS)  # the server that it would still report to may be gone as well
    kill(descendants())
    os._exit(1)
