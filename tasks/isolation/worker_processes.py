"""Worker processes: forked from a small server process that holds our own code, and nothing of the running program.

The standard library lets each worker import the main module of its parent again. In a flow run that is the whole of
Prefect, and in the watch Great Expectations too: seconds of work and 100 MiB for each worker, and none of it used.
"""

import gc
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.context import ForkServerContext, ForkServerProcess
from threading import Lock
from types import ModuleType

_HELD = ["tasks.reading.reading", "tasks.publishing.publishing"]
"""What workers do; imported once, in the server process."""

_STARTING = Lock()


class WorkerProcess(ForkServerProcess):
    """A worker that does not import the main module of its parent, so its target must not stand in that."""

    def start(self) -> None:
        with _no_main_module():
            super().start()


class WorkerContext(ForkServerContext):
    """How workers are started: fresh ones, since a fork of a parent with threads would copy their locks."""

    Process = WorkerProcess


def worker_context() -> WorkerContext:
    """Return the context in which single workers, their pipes and queues are made."""
    context = WorkerContext()
    context.set_forkserver_preload(_HELD)
    return context


def worker_pool(workers: int, become_worker: Callable[[], None] | None = None) -> ProcessPoolExecutor:
    """Return a pool of worker processes; each calls ``become_worker`` first."""
    return ProcessPoolExecutor(workers, mp_context=worker_context(), initializer=_begin, initargs=(become_worker,))


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
