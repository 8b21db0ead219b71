"""Holds an area's lock in a process of its own: ``python -m tests.ledger.holding HOME URL AREA JOURNAL SECONDS``.

It notes its beginning and its end in a journal.
"""

import os
import sys
import time
from pathlib import Path

from tasks.ledger.area_lock import held
from tasks.ledger.engine import open_ledger


def main(home: str, url: str, area: str, journal: str, seconds: str) -> None:
    engine = open_ledger(url)
    with held(Path(home), area, engine, print), Path(journal).open("a", encoding="utf-8") as lines:
        for moment in ("begins", "ends"):
            lines.write(f"{os.getpid()} {moment}\n")
            lines.flush()
            time.sleep(float(seconds))
    engine.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
