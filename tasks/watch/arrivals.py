"""Which files of an inbox are new and complete: those that have not changed while we looked on."""

import zipfile
from collections.abc import Container

from data.reference import limit
from data.register import Area
from tasks.inbox.listing import concerned, ignored
from tasks.inbox.storage import Entry, Inbox

_PACKAGES = (".xlsx", ".xlsm", ".xlsb", ".ods")


class Arrivals:
    """Looks at an inbox again and again; ``pending`` tells whether something still grows there."""

    def __init__(self, inbox: Inbox, area: Area) -> None:
        self._inbox = inbox
        self._area = area
        self._since: dict[Entry, float] = {}

    @property
    def pending(self) -> bool:
        return bool(self._since)

    def complete(self, known: Container[Entry], now: float) -> list[Entry]:
        """Return the villages' files that are not ``known`` and complete, by path.

        In: ``now``, the seconds of a clock that only runs forward. A file is complete when it has stayed the same for
        ``stable_seconds``. One that begins as a workbook and does not end as one is given ``incomplete_seconds``:
        a slow line may pause for long, and half a file would be called damaged.
        """
        new = [
            entry
            for entry, row in concerned(self._inbox.walk(), self._area)
            if row["place"] == "village" and entry.regular and entry not in known and not ignored(entry.file)
        ]
        self._since = {entry: self._since.get(entry, now) for entry in new}
        done = [entry for entry in new if self._is_complete(entry, now - self._since[entry])]
        for entry in done:
            del self._since[entry]
        return sorted(done, key=lambda entry: entry.file)

    def _is_complete(self, entry: Entry, quiet: float) -> bool:
        if quiet < limit("stable_seconds"):
            return False
        try:
            with self._inbox.open(entry.file) as content:
                begins_only = entry.file.casefold().endswith(_PACKAGES) and not zipfile.is_zipfile(content)
        except OSError:  # held by Excel, or gone: a later look will tell
            return False
        return not begins_only or quiet >= limit("incomplete_seconds")
