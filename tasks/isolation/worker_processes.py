"""Worker processes: forked from a small server process that holds our own code, and nothing of the running program.

The standard library lets each worker import the main module of its parent again. In a flow run that is the whole of
Prefect, and in the watch Great Expectations too: seconds of work and 100 MiB for each worker, and none of it used.
pebble runs the workers: it stops one that takes too long and starts another for one that died.
"""

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from multiprocessing.context import ForkServerContext, ForkServerProcess
from threading import Lock
from types import ModuleType
from typing import TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from data.reference import limit

Item = TypeVar("Item")
Result = TypeVar("Result")

_STARTING = Lock()
_held: list[str] = []


def hold_in_workers(module: str) -> None:
    """Let the server process import a module once for all workers that it will fork; called where the module is made.

    There is one such server a program, and it starts with the first worker: what is named later, workers import.
    """
    _held.append(module)


class WorkerProcess(ForkServerProcess):
    """A worker that does not import the main module of its parent, so its target must not stand in that."""

    def start(self) -> None:
        with _no_main_module():
            super().start()


class WorkerContext(ForkServerContext):
    """How workers are started: fresh ones, since a fork of a parent with threads would copy their locks."""

    Process = WorkerProcess


def worker_context() -> WorkerContext:
    """Return the context in which workers are made."""
    context = WorkerContext()
    context.set_forkserver_preload(_held)
    return context


def worker_count(jobs: int, items: int) -> int:
    """Return how many workers do so many items: ``jobs`` (0: one a core), but no more than there are items."""
    return max(1, min(jobs or os.cpu_count() or 1, items))


def hand_out(pool: ProcessPool, work: Callable[..., Result], *arguments: object) -> "ProcessFuture[Result]":
    """Let a worker do something of ours; one that hangs (``writer_seconds``) is ended."""
    return pool.schedule(work, arguments, timeout=limit("writer_seconds"))


def is_lost(future: "Future[Result]") -> bool:
    """Wait for a worker; tell whether it died, as when memory is short, or hung and was ended."""
    try:
        future.result()
    except (ProcessExpired, TimeoutError):
        return True
    return False


def do_each(work: Callable[[Item], Result], items: Sequence[Item], workers: int) -> list[Result]:
    """Do something of ours to many items on workers; what a worker was lost over is done here once more."""
    if workers == 1:
        return [work(item) for item in items]
    with worker_pool(workers) as pool:
        waiting = [hand_out(pool, work, item) for item in items]
        return [work(item) if is_lost(future) else future.result() for item, future in zip(items, waiting, strict=True)]


@contextmanager
def worker_pool(workers: int, become_worker: Callable[[], None] | None = None) -> Iterator[ProcessPool]:
    """Give a pool of worker processes; each calls ``become_worker`` first. What still runs at an error is ended."""
    pool = ProcessPool(workers, initializer=_begin, initargs=(become_worker,), context=worker_context())
    try:
        yield pool
        pool.close()
    except BaseException:
        pool.stop()
        raise
    finally:
        pool.join()


def _begin(become_worker: Callable[[], None] | None) -> None:
    gc.freeze()  # what was imported stays: looking for garbage in it took a tenth of a reader's time
    if become_worker:
        become_worker()


@contextmanager
def _no_main_module() -> Iterator[None]:
    """Let the standard library find an empty main module, of which there is nothing to import, while it starts one."""
    with _STARTING:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
