"""The processes below one: found before their parents go, so that none stays behind without anybody knowing it."""

import ctypes
import sys

import psutil

_BECOME_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)


def adopt_orphans() -> None:
    """Let processes whose parent dies become this one's children, so that they can be found. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_BECOME_SUBREAPER, 1, 0, 0, 0)


def descendants(process: int | None = None) -> list[psutil.Process]:
    """Return the processes below one (without a number: this one) that live now."""
    try:
        return psutil.Process(process).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def kill(processes: list[psutil.Process]) -> None:
    """Kill those that still live, and wait until they are gone."""
    for process in processes:
        try:
            process.kill()  # knows by its start time whether the number is another's by now
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(processes, timeout=5)
