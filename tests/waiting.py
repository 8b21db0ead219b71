"""Waiting for what other processes do."""

import time
from collections.abc import Callable

_SECONDS = 150.0
"""Generous: the machine of the tests may have two cores and other work."""


def wait_for(condition: Callable[[], bool], what: str = "what was waited for", seconds: float = _SECONDS) -> float:
    """Wait until a condition holds; return the seconds it took."""
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > seconds:
            raise TimeoutError(what)
        time.sleep(0.2)
    return time.monotonic() - begun
