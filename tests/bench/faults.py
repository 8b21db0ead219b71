"""Break audits: ``uv run python -m tests.bench.faults --kind audit --tries 100 --seed 1``.

Each try works in a home of its own: one audit that ends, then a change in the inbox and an audit that is disturbed at a
random moment, then the same audit again, undisturbed. What then lies there must equal what lies in the home of the twin
that nobody disturbed: every file of the audits, the ledger but for its moments, the archive, the replies, the inbox;
and nothing may stay behind: no draft, no temporary file, no second folder, no process. Prints how many tries lost
something, failed, or left something; exit code 1 if any did.

Kinds: ``audit`` (kill -9 of its process), ``worker`` (of one of the processes that it started), ``short`` (no file may
grow beyond a random size, as on a disk that fills up), ``decide`` (kill -9 while decisions are recorded).
"""

import argparse
import hashlib
import multiprocessing.util
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import psutil
from sqlalchemy import Column, select

from data.calendar import Period
from data.register import area
from data.scope import Scope
from tasks import pipeline
from tasks.inbox.listing import REPLIES
from tasks.ledger.area_lock import held
from tasks.ledger.decisions import Decision, decide
from tasks.ledger.engine import opened_ledger
from tasks.ledger.schema import LOOKS, METADATA
from tasks.publishing.replies.replies import deliver_replies
from tasks.reading.sources import sources
from tests.builders import VILLAGE
from tests.ledger.returns import fill

DAYS = (date(2024, 11, 6), date(2024, 11, 7))
KINDS = ("audit", "worker", "short", "decide")
LOST, FAILED, RESIDUE, GOOD = "lost", "failed", "residue", "good"
RESIDUE_CODE = 99
_LINGER_SECONDS = 10.0


@dataclass(frozen=True)
class House:
    """An inbox and a home."""

    place: Path

    @property
    def inbox(self) -> Path:
        return self.place / "inbox"

    @property
    def home(self) -> Path:
        return self.place / "home"

    def audit(self, day: date) -> None:
        """Audit as the flow does, without Prefect."""
        scope = Scope(area(VILLAGE), Period(2024, 10), day)
        with opened_ledger(self.home) as ledger, held(self.home, VILLAGE, ledger, print):
            files = pipeline.collect(self.inbox, scope, self.home)
            known = pipeline.remember(ledger, str(self.inbox), files, scope, self.home, keeps_receipts=True)
            returns = pipeline.read(sources(known.files, scope.period, self.home), 2).with_files(known.files)
            heard = pipeline.hear(returns, known, scope)
            found = pipeline.judge(returns, heard, scope)
            results = pipeline.assess(returns, heard, found, scope)
            out = self.home / "audits"
            workbook = pipeline.publish(ledger, out, known, heard, found, results, self.home, 2, packages=False)
            deliver_replies(workbook.parent / REPLIES, self.inbox, scope)

    def decide(self) -> None:
        """Record ten decisions; one that is told again is known."""
        with opened_ledger(self.home) as ledger:
            for number in range(10):
                said = Decision(
                    "WAIVER",
                    f"Alasan {number}",
                    "Siti",
                    "Budi",
                    DAYS[1],
                    "command",
                    rule="D10",
                    village_code=VILLAGE,
                    period=f"2024-{number + 1:02}",
                    expires_on=date(2024, 12, 31),
                )
                decide(ledger, said, datetime(2024, 11, 7, tzinfo=UTC))

    def left(self) -> dict[str, object]:
        """Return everything that lies here, but for moments, numbers of rows and locks, which differ by nature."""
        told: dict[str, object] = {
            str(path.relative_to(self.place)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.place.rglob("*"))
            if path.is_file() and not {"ledger.sqlite", "locks"} & set(path.relative_to(self.place).parts)
        }
        with opened_ledger(self.home) as ledger, ledger.connect() as connection:
            for table in METADATA.sorted_tables:
                if table is LOOKS:
                    continue  # the disturbed audit has looked, too
                names = [column.name for column in table.columns if _is_compared(column)]
                rows = connection.execute(select(*(table.c[name] for name in names))).all()
                told[f"ledger: {table.name}"] = sorted(str(tuple(row)).replace(str(self.place), "") for row in rows)
        return told


def _is_compared(column: "Column[object]") -> bool:
    return not (column.primary_key or column.foreign_keys or column.name == "recorded_at")


def begun(place: Path) -> House:
    """Return a house in which one audit has ended and a village has changed its file since."""
    house = House(place)
    (house.home / "keys").mkdir(parents=True)
    (house.home / "keys" / "join.key").write_text("0" * 64, encoding="ascii")
    fill(house.inbox, "2024-10", codes={3: "TK"})
    if run(lambda: house.audit(DAYS[0])):
        raise RuntimeError(place)
    fill(house.inbox, "2024-10", codes={3: "S", 4: "??"})
    return house


def run(work: Callable[[], None], disturb: Callable[[int], None] | None = None) -> int:
    """Do something in a process and a session of its own; return its exit code.

    This process never starts workers itself: a fork would take its server of workers for its own.
    """
    child = os.fork()
    if not child:
        os.setsid()
        code = 1
        with suppress(Exception), open(os.devnull, "w") as nowhere:  # noqa: PTH123
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
            work()
            code = 0
        multiprocessing.util._exit_function()  # type: ignore[attr-defined]  # what a process does that ends by itself
        os._exit(code)
    if disturb:
        disturb(child)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code if _all_gone(child) else RESIDUE_CODE


def _all_gone(session: int) -> bool:
    """Wait until every process of a session has ended; end what has not after some seconds and tell so."""
    end = time.monotonic() + _LINGER_SECONDS
    while left := [process for process in psutil.process_iter() if _session(process.pid) == session]:
        if time.monotonic() > end:
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


def killed_after(seconds: float) -> Callable[[int], None]:
    def disturb(child: int) -> None:
        time.sleep(seconds)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)

    return disturb


def worker_killed_after(seconds: float, dice: random.Random) -> Callable[[int], None]:
    def disturb(child: int) -> None:
        time.sleep(seconds)
        with suppress(psutil.Error):
            below = psutil.Process(child).children(recursive=True)
            if below:
                dice.choice(below).kill()

    return disturb


def short_of(size: int, work: Callable[[], None]) -> Callable[[], None]:
    """Return work in which no file may grow beyond a size."""

    def in_want() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        work()

    return in_want


def attempt(kind: str, house: House, usual: float, twin: dict[str, object], dice: random.Random) -> str:
    """Disturb one audit (or decisions) in a house where it is due; return how it ended."""
    work = work_of(kind, house)
    moment = dice.uniform(0, usual)
    if kind == "short":
        ended = run(short_of(int(10 ** dice.uniform(2, 5.5)), work))
    else:
        ended = run(work, worker_killed_after(moment, dice) if kind == "worker" else killed_after(moment))
    if run(work):
        return FAILED
    left = house.left()
    if any(left.get(name) != told for name, told in twin.items()):
        return LOST
    return RESIDUE if left.keys() - twin.keys() or ended == RESIDUE_CODE else GOOD


def work_of(kind: str, house: House) -> Callable[[], None]:
    return house.decide if kind == "decide" else lambda: house.audit(DAYS[1])


def break_audits(kind: str, tries: int, seed: int) -> Counter[str]:
    """Return how many tries ended in which way; every one begins in the same place with the same bytes."""
    dice, ended = random.Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        start, house = Path(folder) / "start", begun(Path(folder) / "house")
        shutil.copytree(house.place, start)
        began = time.monotonic()
        if run(work_of(kind, house)):
            raise RuntimeError(kind)
        usual = time.monotonic() - began
        twin = house.left()
        for number in range(tries):
            shutil.rmtree(house.place)
            shutil.copytree(start, house.place)
            end = attempt(kind, house, usual, twin, dice)
            ended[end] += 1
            if end != GOOD:
                print(f"try {number}: {end}", _difference(house, twin), file=sys.stderr)
    return ended


def _difference(house: House, twin: dict[str, object]) -> list[str]:
    left = house.left()
    return sorted(name for name in left.keys() | twin.keys() if left.get(name) != twin.get(name))


def main() -> int:
    """Break audits from the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kind", choices=KINDS, default=KINDS[0])
    options.add_argument("--tries", type=int, default=3)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    began = time.monotonic()
    ended = break_audits(chosen.kind, chosen.tries, chosen.seed)
    for end in (LOST, FAILED, RESIDUE, GOOD):
        print(f"{ended[end]:6d}  {end}")
    print(f"{ended.total():6d}  tries of {chosen.kind} in {time.monotonic() - began:.0f} s, seed {chosen.seed}")
    return 0 if ended[GOOD] == ended.total() else 1


if __name__ == "__main__":
    sys.exit(main())
