"""Peak memory of a process and all its children, as the sum of their proportional shares (Linux)."""

import os
import threading
from contextlib import suppress
from pathlib import Path

_SECONDS = 0.1


class PeakMemory(threading.Thread):
    """Samples ten times a second until ``stop``; ``without`` are process ids left out with all below them."""

    def __init__(self, without: frozenset[int] = frozenset()) -> None:
        super().__init__(daemon=True)
        self.bytes = 0
        self._without = without
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(_SECONDS):
            self.bytes = max(self.bytes, sum(map(_proportional_bytes, self._family())))

    def stop(self) -> int:
        self._over.set()
        self.join()
        return self.bytes

    def _family(self) -> set[int]:
        parents = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with suppress(OSError):
                    parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        family = {os.getpid()}
        while more := {child for child, parent in parents.items() if parent in family} - family - self._without:
            family |= more
        return family


def _proportional_bytes(process: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
