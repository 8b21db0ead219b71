"""One result an item: what aborts, hangs, eats memory or raises costs only itself."""

import os
import signal
import time
from pathlib import Path

from tasks.isolation.limited import DIED, FAILED, TIMED_OUT, TOO_MUCH_MEMORY, Limits, Stopped, run_forked, run_limited

MIB = 1 << 20
LIMITS = Limits(seconds=3, memory_bytes=256 * MIB)
_leftovers: list[bytes] = []


def work(item: str) -> str:
    if item == "abort":
        os.abort()
    if item == "hang":
        time.sleep(60)
    if item == "raise":
        raise LookupError("unknown encoding: tidak-ada")
    if item == "eat":
        return str(len(bytearray(512 * MIB)))
    return item.upper()


def leave(megabytes: int) -> int:
    _leftovers.append(bytes(bytearray(megabytes * MIB)))
    return len(_leftovers)


def causes(items: list[str], jobs: int) -> list[object]:
    return [done.cause if isinstance(done, Stopped) else done for done in run_limited(work, items, jobs, LIMITS)]


def test_each_item_has_its_own_end_in_its_own_place() -> None:
    items = ["a", "abort", "b", "hang", "c", "raise", "d", "eat", "e"]
    assert causes(items, jobs=2) == ["A", DIED, "B", TIMED_OUT, "C", FAILED, "D", TOO_MUCH_MEMORY, "E"]


def test_what_was_raised_comes_back_with_its_details() -> None:
    (done,) = run_limited(work, ["raise"], 1, LIMITS)
    assert isinstance(done, Stopped)
    assert "unknown encoding" in str(done.error)
    assert "LookupError" in done.details


def test_an_errors_number_comes_back() -> None:
    (done,) = run_limited(missing, [Path("/tidak/ada")], 1, LIMITS)
    assert isinstance(done, Stopped)
    assert isinstance(done.error, FileNotFoundError)


def missing(path: Path) -> bytes:
    return path.read_bytes()


def test_what_earlier_items_left_behind_is_not_the_next_ones_fault() -> None:
    assert all(isinstance(done, int) for done in run_limited(leave, [60] * 6, 1, LIMITS))


def test_an_item_in_a_fork_of_this_process_keeps_the_limits() -> None:
    assert run_forked(work, "a", LIMITS) == "A"
    assert run_forked(kill, 0, LIMITS) == Stopped(TOO_MUCH_MEMORY)


def kill(_item: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
