"""Whose item is next: the one of whoever has taken least time so far."""

from collections import deque
from collections.abc import Iterator, Sequence


class Turns:
    """Numbers of items, 0, 1, …, in turns; ``owners``: whose each is, ``most``: seconds that each may take."""

    def __init__(self, owners: Sequence[str], most: float) -> None:
        self._owners = owners
        self._most = most
        self._left: dict[str, deque[int]] = {}
        for number, owner in enumerate(owners):
            self._left.setdefault(owner, deque()).append(number)
        self._taken = dict.fromkeys(self._left, 0.0)

    def next(self) -> int | None:
        """Return the next item's number; None when nothing is left. Of equals the first has its turn."""
        owner = min(self._left, key=self._taken.__getitem__, default=None)
        if owner is None:
            return None
        own = self._left[owner]
        number = own.popleft()
        if not own:
            del self._left[owner]
        return number

    def took(self, number: int, seconds: float) -> None:
        """Note what an item cost its owner."""
        self._taken[self._owners[number]] += seconds

    def over_budget(self) -> Iterator[int]:
        """Hand out what those have left whose time is up: it is not to be done."""
        for owner in [owner for owner in self._left if self._taken[owner] > self._most]:
            yield from self._left.pop(owner)
