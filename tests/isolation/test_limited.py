"""One result an item: what aborts, hangs, eats memory or raises costs only itself."""

import os
import signal
import time
from pathlib import Path

from tasks.isolation.limited import (
    DIED,
    FAILED,
    OVER_BUDGET,
    TIMED_OUT,
    TOO_MUCH_MEMORY,
    Limits,
    Stopped,
    limited_pool,
    run_forked,
    run_limited,
)
from tasks.isolation.turns import Turns

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


def test_a_villages_slow_files_come_last_and_end_with_its_time() -> None:
    """V10: five of them delayed an innocent village's answer from 8 s to 159 s."""
    items, owners = ["hang"] * 4 + ["a", "b"], ["slow"] * 4 + ["quick", "quick"]
    limits = Limits(seconds=1, memory_bytes=256 * MIB)
    with limited_pool(1, len(items), limits) as pool:
        done = pool.run(work, items, owners, owner_seconds=0.5)
    causes = [each.cause if isinstance(each, Stopped) else each for each in done]
    assert causes[-2:] == ["A", "B"]
    assert causes[0] == TIMED_OUT
    assert causes[2:4] == [OVER_BUDGET, OVER_BUDGET]


def test_who_took_least_time_has_the_next_turn() -> None:
    turns = Turns(["a", "a", "a", "b", "b"], most=10)
    assert turns.next() == 0
    turns.took(0, 5)
    assert [turns.next(), turns.next()] == [3, 4]
    turns.took(3, 1)
    turns.took(4, 1)
    assert turns.next() == 1
    turns.took(1, 6)
    assert list(turns.over_budget()) == [2]
    assert turns.next() is None
