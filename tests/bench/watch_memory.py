"""Whether the watch's memory stays flat: ``uv run python -m tests.bench.watch_memory`` prints a markdown table.

Every file of the sample (157 villages) is received and checked, and then all of them again and again, as in months of
dropping. What stands in the table is what this process keeps after each round, its workers left out.
"""

import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from data.calendar import Period
from data.reference import limit
from data.register import area, villages_in
from tasks.inbox.opening import open_inbox
from tasks.ledger.engine import opened_ledger
from tasks.sample.inbox import write_sample
from tasks.watch.arrivals import Arrivals
from tasks.watch.batch import check_batch, settle
from tasks.watch.queue import WatchQueue
from tasks.watch.receiving import receive, watch_scope

REGENCY = "35.03"
ROUNDS = 6
MEBIBYTE = 1 << 20


def main() -> None:
    """Check the sample ``ROUNDS`` times; print files, seconds and memory of each round."""
    regency, jobs, now = area(REGENCY), os.cpu_count() or 1, datetime.now(UTC)
    print(f"{jobs} cores\n\n| round | files | seconds | MiB kept |\n| --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as place:
        home, folder = Path(place) / "home", Path(place) / "inbox"
        write_sample(folder, regency, Period(2024, 10), messy=0.2, seed=1, jobs=jobs)
        inbox = open_inbox(folder)
        with opened_ledger(home, "") as ledger:
            queue, arrivals = WatchQueue(ledger, home, inbox.name), Arrivals(inbox, regency)
            arrivals.complete(queue.known(), 0.0)
            complete = arrivals.complete(queue.known(), limit("incomplete_seconds"))
            receive(complete, inbox, watch_scope(regency, now), home, ledger, queue, now, print)
            for number in range(1, ROUNDS + 1):
                begun, checked = time.monotonic(), 0
                while waiting := queue.waiting(int(limit("watch_batch"))):
                    done, failures = check_batch(waiting, inbox, REGENCY, home, ledger, now, jobs)
                    settle(done, inbox, home, queue)
                    assert not failures
                    checked += len(done)
                seconds = time.monotonic() - begun
                print(f"| {number} | {checked} | {seconds:.0f} | {memory() / MEBIBYTE:.0f} |", flush=True)
                for code in villages_in(REGENCY)["code"]:
                    queue.again(code)


def memory() -> int:
    """Return the bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
