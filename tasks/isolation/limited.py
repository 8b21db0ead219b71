"""Doing one thing to many items, each as if it were alone: what aborts, hangs or eats memory costs only its own item.

A malformed file can abort the whole process inside a parser, and no Python code can catch that. So whatever opens what
a stranger wrote runs here, in worker processes with limits on memory and time, and every item has one result: what the
function returned, or why it did not.
"""

import math
import multiprocessing
import os
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures import TimeoutError as TooLong
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from data.reference import limit
from tasks.isolation.turns import Turns
from tasks.isolation.worker_processes import worker_count, worker_pool

Item = TypeVar("Item")
Result = TypeVar("Result")

TIMED_OUT, TOO_MUCH_MEMORY, DIED, FAILED = "timed_out", "too_much_memory", "stopped_reader", "failed"
OVER_BUDGET = "too_slow_together"

_AHEAD = 2
"""So many items a worker are handed out at once: the next lies ready when one is done."""


@dataclass(frozen=True)
class Limits:
    """What one item may take: seconds, and bytes of memory of the whole process that works on it."""

    seconds: float = field(default_factory=lambda: limit("worker_seconds"))
    memory_bytes: int = field(default_factory=lambda: int(limit("worker_memory_bytes")))


@dataclass(frozen=True)
class Stopped:
    """Why an item has no result.

    ``cause``: timed_out, too_much_memory, stopped_reader (its process died), too_slow_together (the items of its owner
    had taken all their time), or failed with ``error``, an exception of the function, and ``details`` for our log.
    """

    cause: str
    error: Exception | None = None
    details: str = ""


@dataclass(frozen=True)
class _Done(Generic[Result]):
    """What a worker sends back; ``alone``: the item was the first that its process worked on; the seconds it took."""

    outcome: Result | Stopped
    alone: bool
    seconds: float = 0.0


class LimitedPool:
    """Worker processes that keep limits; ``run`` does one thing to many items."""

    def __init__(self, pool: ProcessPool, workers: int, limits: Limits) -> None:
        self._pool = pool
        self._at_once = workers * _AHEAD
        self._limits = limits

    def run(
        self,
        work: Callable[[Item], Result],
        items: Sequence[Item],
        owners: Sequence[str] | None = None,
        owner_seconds: float = math.inf,
    ) -> list[Result | Stopped]:
        """Return one result an item, in their order.

        In: ``owners``, whose each item is (None: of one owner). Who has taken least time so far has the next turn, so
        slow items delay their own owner's; what an owner has left after ``owner_seconds`` is stopped without a try.

        An item that ran out of memory, or whose process died, is done once more in a fresh process: what earlier items
        left behind in a worker is not its fault. One that took too long is not tried again.
        """
        done = self._in_turns(work, items, Turns(owners or [""] * len(items), owner_seconds))
        again = [number for number, each in enumerate(done) if _may_be_anothers_fault(each)]
        outcomes = [each.outcome for each in done]
        for number in again:
            with _pool(1, self._limits) as fresh:
                outcomes[number] = _received(self._submit(fresh, work, items[number])).outcome
        return outcomes

    def _in_turns(self, work: Callable[[Item], Result], items: Sequence[Item], turns: Turns) -> "list[_Done[Result]]":
        done: dict[int, _Done[Result]] = {}
        running: dict[Future[_Done[Result]], int] = {}
        while len(done) < len(items):
            done |= {number: _Done(Stopped(OVER_BUDGET), alone=True) for number in turns.over_budget()}
            while len(running) < self._at_once and (number := turns.next()) is not None:
                running[self._submit(self._pool, work, items[number])] = number
            for future in wait(running, return_when=FIRST_COMPLETED).done if running else ():
                number = running.pop(future)
                done[number] = _received(future)
                turns.took(number, self._seconds(done[number]))
        return [done[number] for number in range(len(items))]

    def _seconds(self, done: "_Done[Result]") -> float:
        """Return what an item cost; one whose process died cannot tell and is taken for as long as it may last."""
        return self._limits.seconds if isinstance(done.outcome, Stopped) and not done.seconds else done.seconds

    def _submit(self, pool: ProcessPool, work: Callable[[Item], Result], item: Item) -> "ProcessFuture[_Done[Result]]":
        return pool.schedule(_do, (work, item), timeout=self._limits.seconds)


@contextmanager
def limited_pool(jobs: int, items: int, limits: Limits | None = None) -> Iterator[LimitedPool]:
    """Give worker processes with limits for the length of a block: ``jobs`` (0: one a core), at most one an item."""
    kept = limits or Limits()
    workers = worker_count(jobs, items)
    with _pool(workers, kept) as pool:
        yield LimitedPool(pool, workers, kept)


def run_limited(
    work: Callable[[Item], Result], items: Sequence[Item], jobs: int, limits: Limits | None = None
) -> list[Result | Stopped]:
    """Do one thing to many items on worker processes; return one result an item, in their order."""
    if not items:
        return []
    with limited_pool(jobs, len(items), limits) as pool:
        return pool.run(work, items)


def run_forked(work: Callable[[Item], Result], item: Item, limits: Limits | None = None) -> Result | Stopped:
    """Do one thing to one item in a fork of this process, which must have a single thread: it has all the code."""
    kept = limits or Limits()
    become = partial(become_limited, kept.memory_bytes)
    with ProcessPool(1, initializer=become, context=multiprocessing.get_context("fork")) as pool:
        return _received(pool.schedule(_do, (work, item), timeout=kept.seconds)).outcome


def become_limited(memory_bytes: int) -> None:
    """Make this process a limited worker: it may hold so much memory, and what a dying parser prints is let go.

    A parser that runs out of memory must not try to print a backtrace: for that it needs memory, and it hangs.
    """
    os.environ["RUST_BACKTRACE"] = "0"
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    mapped, held = (int(pages) * resource.getpagesize() for pages in _statm()[:2])
    resource.setrlimit(resource.RLIMIT_AS, (mapped + max(memory_bytes - held, 0), resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    os.close(silence)


@contextmanager
def _pool(workers: int, limits: Limits) -> Iterator[ProcessPool]:
    with worker_pool(workers, partial(become_limited, limits.memory_bytes)) as pool:
        yield pool


def _statm() -> list[str]:
    return Path("/proc/self/statm").read_text(encoding="ascii").split()


_done_here = 0


def _do(work: Callable[[Item], Result], item: Item) -> _Done[Result]:
    global _done_here  # noqa: PLW0603 - a worker's own count
    _done_here += 1
    began = time.monotonic()
    outcome = _outcome(work, item)
    return _Done(outcome, _done_here == 1, time.monotonic() - began)


def _outcome(work: Callable[[Item], Result], item: Item) -> Result | Stopped:
    try:
        return work(item)
    except MemoryError:
        return Stopped(TOO_MUCH_MEMORY)
    except Exception as error:  # noqa: BLE001 - whatever a stranger's bytes raise costs only their own item
        return Stopped(FAILED, _plain(error), "".join(traceback.format_exception(error)))


def _plain(error: Exception) -> Exception:
    """Return an exception that certainly crosses from one process to the other."""
    if isinstance(error, OSError) and error.errno is not None:
        return OSError(error.errno, error.strerror, error.filename)
    return RuntimeError(f"{type(error).__name__}: {error}")


def _received(future: "Future[_Done[Result]]") -> _Done[Result]:
    try:
        return future.result()
    except TooLong:
        return _Done(Stopped(TIMED_OUT), alone=True)
    except ProcessExpired as died:
        killed = died.exitcode == -signal.SIGKILL
        return _Done(Stopped(TOO_MUCH_MEMORY if killed else DIED), alone=False)
    except MemoryError:  # the result did not fit, neither there nor here
        return _Done(Stopped(TOO_MUCH_MEMORY), alone=False)


def _may_be_anothers_fault(done: _Done[Result]) -> bool:
    stopped = done.outcome
    return isinstance(stopped, Stopped) and not done.alone and stopped.cause in {TOO_MUCH_MEMORY, DIED}
