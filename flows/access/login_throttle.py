"""How often somebody may guess: failed log-ins are counted per account and per address over a sliding time."""

import time
from collections import deque
from collections.abc import Callable

from data.reference import limit

_MOST_KEYS = 10_000


class Attempts:
    """Failed log-ins of late; ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: dict[tuple[str, str], deque[float]] = {}

    def allowed(self, name: str, address: str) -> bool:
        """Tell whether another password may be tried for an account from an address."""
        return all(len(self._late(key)) < most for key, most in self._keys(name, address))

    def failed(self, name: str, address: str) -> None:
        """Count a try; it is counted before its password is checked, so that many at once gain nothing."""
        if len(self._failures) > _MOST_KEYS:
            self._failures = {key: times for key in list(self._failures) if (times := self._late(key))}
        for key, _ in self._keys(name, address):
            self._failures.setdefault(key, deque()).append(self._clock())

    def succeeded(self, name: str, address: str) -> None:
        """Take back the try that turned out right."""
        for key, _ in self._keys(name, address):
            if self._failures.get(key):
                self._failures[key].pop()

    def _keys(self, name: str, address: str) -> list[tuple[tuple[str, str], float]]:
        return [
            (("account", name), limit("failed_logins_account")),
            (("address", address), limit("failed_logins_address")),
        ]

    def _late(self, key: tuple[str, str]) -> deque[float]:
        times = self._failures.get(key, deque())
        while times and times[0] < self._clock() - limit("failed_logins_seconds"):
            times.popleft()
        return times
