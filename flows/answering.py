"""Whether a server still answers: one that lives and is stuck is as good as dead, and nobody else would notice."""

import threading
import time

from flows.prefect_server import answers

_ASK_SECONDS = 5.0


class Answering(threading.Thread):
    """Asks a server for its health again and again, beside whatever the process does otherwise."""

    def __init__(self, api: str, stopping: threading.Event) -> None:
        super().__init__(daemon=True)
        self._api = api
        self._stopping = stopping
        self._answered = time.monotonic()
        self.start()

    @property
    def silent_seconds(self) -> float:
        """How long the server has not answered."""
        return time.monotonic() - self._answered

    def begin_again(self, seconds: float) -> None:
        """Give a server that is started anew some seconds before its silence counts."""
        self._answered = time.monotonic() + seconds

    def run(self) -> None:
        """Ask until told to stop."""
        while not self._stopping.wait(_ASK_SECONDS):
            if answers(self._api, seconds=_ASK_SECONDS):
                self._answered = time.monotonic()
