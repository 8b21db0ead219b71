"""What does not move is ended (R13): asked first, and killed when it is too deep to hear that."""

import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.process

_PROGRAM = """
import signal, sys, time
from flows.hang_watch import HangWatch
from flows.process_tree import descendants
deep, steps = sys.argv[1] == "deep", int(sys.argv[2])
if deep:
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    import subprocess
    child = subprocess.Popen(["sleep", "600"])
    print(child.pid, flush=True)
else:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
with HangWatch(1.0, leave_seconds=1.0) as watch:
    for _ in range(steps):
        time.sleep(0.5)
        watch.moved()
    if "hang" in sys.argv:
        time.sleep(600)
print("done")
"""


def _run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments], capture_output=True, text=True, check=False, timeout=60
    )


def test_what_moves_is_let_go_on_for_as_long_as_it_moves() -> None:
    ended = _run("shallow", "5")
    assert (ended.returncode, ended.stdout) == (0, "done\n")


def test_what_hangs_is_asked_to_leave() -> None:
    ended = _run("shallow", "1", "hang")
    assert (ended.returncode, ended.stdout) == (143, "")
    assert "tidak bergerak" in ended.stderr


def test_what_hangs_too_deep_to_hear_is_killed_with_what_it_started() -> None:
    ended = _run("deep", "1", "hang")
    assert ended.returncode == -signal.SIGKILL
    assert not _lives(int(ended.stdout))


def _lives(process: int) -> bool:
    for _ in range(50):
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
        if not state.stdout.strip() or state.stdout.startswith("Z"):
            return False
        time.sleep(0.1)
    return True
