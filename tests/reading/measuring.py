"""What reading one file costs, measured in a worker of its own, as the product reads it."""

import resource
import time
from multiprocessing.connection import Connection
from pathlib import Path

from data.reference import limit
from tasks.isolation.limited import become_limited
from tasks.isolation.worker_processes import worker_context
from tasks.reading.isolated import read_item
from tasks.reading.reading import Source


def measure(path: Path) -> tuple[float, int] | None:
    """Read a file; return seconds and bytes by which the worker grew, None when the worker died."""
    context = worker_context()
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(sender, path))
    process.start()
    sender.close()
    try:
        return receiver.recv()
    except EOFError:
        return None
    finally:
        receiver.close()
        process.join()


def _measure(answer: "Connection[tuple[float, int], None]", path: Path) -> None:
    become_limited(int(limit("worker_memory_bytes")))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.monotonic()
    read_item((Source(path.name, "village", 2024), path))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    answer.send((time.monotonic() - start, grown))
