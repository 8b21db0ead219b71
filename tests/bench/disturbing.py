"""Doing work in a process of its own, and what disturbs it there: kills, a disk that is full, rights that are gone."""

import ctypes
import multiprocessing.util
import os
import random
import resource
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

Work = Callable[[], None]
Disturb = Callable[[int], None]

RESIDUE_CODE = 99
_LINGER_SECONDS = 60.0
_MARK = "NETRALITAS_BENCH_WORK"
_LIBC = ctypes.CDLL(None, use_errno=True)
_REMOUNT, _DETACH = 32, 2  # MS_REMOUNT of mount(2), MNT_DETACH of umount(2)
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
    os.environ[_MARK] = str(os.getpid())  # servers begin sessions of their own, but keep the environment
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


def named_killed_after(seconds: float, name: str) -> Disturb:
    """Kill the process below it that runs a module; once it is there, if that is later."""

    def disturb(child: int) -> None:
        time.sleep(seconds)
        with suppress(psutil.Error):
            while psutil.Process(child).status() != psutil.STATUS_ZOMBIE:
                for process in psutil.Process(child).children(recursive=True):
                    with suppress(psutil.Error):
                        if name in process.cmdline():
                            process.kill()
                            return
                time.sleep(0.05)

    return disturb


def short_of(size: int, work: Work) -> Work:
    """Return work in which no file may grow beyond a size, as on a disk that fills up."""

    def in_want() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        work()

    return in_want


@contextmanager
def full_disk(folder: Path, spare: int) -> Iterator[None]:
    """Let a folder lie on a disk of its own, with so many bytes to spare; needs the right to mount."""
    aside = folder.with_name(f"{folder.name}-aside")
    folder.rename(aside)
    folder.mkdir()
    _mount(folder, b"size=1g")
    try:
        shutil.copytree(aside, folder, symlinks=True, dirs_exist_ok=True)
        disk = os.statvfs(folder)
        _mount(folder, f"size={(disk.f_blocks - disk.f_bfree) * disk.f_frsize + spare}".encode(), _REMOUNT)
        yield
    finally:
        shutil.rmtree(aside)
        shutil.copytree(folder, aside, symlinks=True)
        if _LIBC.umount2(os.fsencode(folder), _DETACH):
            raise OSError(ctypes.get_errno(), "umount2")
        folder.rmdir()
        aside.rename(folder)


def _mount(folder: Path, options: bytes, flags: int = 0) -> None:
    if _LIBC.mount(b"none", os.fsencode(folder), b"tmpfs", flags, options):
        raise OSError(ctypes.get_errno(), "mount")


def under_rights(work: Work) -> Work:
    """Return work that the rights on files bind, as they bind everybody but root."""

    def bound() -> None:
        header = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0)
        sets = (ctypes.c_uint32 * 6)()
        if _LIBC.capget(header, sets):
            raise OSError(ctypes.get_errno(), "capget")
        for place in range(3):  # effective, permitted, inheritable
            sets[place] &= ~_OVERRIDE_RIGHTS
        if _LIBC.capset(header, sets):
            raise OSError(ctypes.get_errno(), "capset")
        work()

    return bound


def _all_gone(session: int) -> bool:
    """Wait until all that was begun there has ended; end what has not after some seconds and tell so."""
    until = time.monotonic() + _LINGER_SECONDS
    while left := [process for process in psutil.process_iter() if _belongs(process, session)]:
        if time.monotonic() > until:
            for process in left:
                with suppress(psutil.Error):
                    process.kill()
            return False
        time.sleep(0.05)
    return True


def _belongs(process: psutil.Process, session: int) -> bool:
    try:
        return os.getsid(process.pid) == session or process.environ().get(_MARK) == str(session)
    except (OSError, psutil.Error):
        return False
