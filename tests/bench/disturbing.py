"""Doing work in a process of its own, and what disturbs it there: kills, a disk that is full, rights that are gone."""

import ctypes
import multiprocessing.util
import os
import random
import resource
import signal
import time
from collections.abc import Callable
from contextlib import suppress

import psutil

Work = Callable[[], None]
Disturb = Callable[[int], None]

RESIDUE_CODE = 99
_LINGER_SECONDS = 60.0
_CAPABILITIES_3 = 0x20080522
_OVERRIDE_RIGHTS = 0b110  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of capability.h


def run(work: Work, disturb: Disturb | None = None) -> int:
    """Do something in a process and a session of its own; return its exit code, ``RESIDUE_CODE`` if any process stays.

    This process never starts workers itself: a fork would take its server of workers for its own.
    """
    child = begin(work)
    if disturb:
        disturb(child)
    return end(child)


def begin(work: Work) -> int:
    """Begin something in a process and a session of its own; return its number."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    code = 1
    with suppress(Exception), open(os.devnull, "w") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        work()
        code = 0
    multiprocessing.util._exit_function()  # type: ignore[attr-defined]  # what a process does that ends by itself
    os._exit(code)


def end(child: int) -> int:
    """Wait for a process that was begun; return as ``run`` does."""
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code if _all_gone(child) else RESIDUE_CODE


def killed_after(seconds: float, kill: Callable[[int, int], None] = os.kill) -> Disturb:
    """Kill the process; with ``os.killpg`` also all that it started, as a loss of power does."""

    def disturb(child: int) -> None:
        time.sleep(seconds)
        with suppress(ProcessLookupError):
            kill(child, signal.SIGKILL)

    return disturb


def worker_killed_after(seconds: float, dice: random.Random) -> Disturb:
    """Kill one of the processes that it started."""

    def disturb(child: int) -> None:
        time.sleep(seconds)
        with suppress(psutil.Error):
            below = psutil.Process(child).children(recursive=True)
            if below:
                dice.choice(below).kill()

    return disturb


def short_of(size: int, work: Work) -> Work:
    """Return work in which no file may grow beyond a size, as on a disk that fills up."""

    def in_want() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        work()

    return in_want


def under_rights(work: Work) -> Work:
    """Return work that the rights on files bind, as they bind everybody but root."""

    def bound() -> None:
        header = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0)
        sets = (ctypes.c_uint32 * 6)()
        library = ctypes.CDLL(None, use_errno=True)
        if library.capget(header, sets):
            raise OSError(ctypes.get_errno(), "capget")
        for place in range(3):  # effective, permitted, inheritable
            sets[place] &= ~_OVERRIDE_RIGHTS
        if library.capset(header, sets):
            raise OSError(ctypes.get_errno(), "capset")
        work()

    return bound


def _all_gone(session: int) -> bool:
    """Wait until every process of a session has ended; end what has not after some seconds and tell so."""
    until = time.monotonic() + _LINGER_SECONDS
    while left := [process for process in psutil.process_iter() if _session(process.pid) == session]:
        if time.monotonic() > until:
            for process in left:
                with suppress(psutil.Error):
                    process.kill()
            return False
        time.sleep(0.05)
    return True


def _session(process: int) -> int:
    try:
        return os.getsid(process)
    except OSError:
        return -1
