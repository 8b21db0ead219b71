"""Break what the product does: ``uv run python -m tests.bench.faults --kind audit --tries 100 --seed 1``.

Each try begins in the same home and inbox, byte for byte. Something is done there and disturbed at a random moment or
in a random way; then the same is done again, undisturbed. What then lies there must equal what lies where nobody
disturbed anything: every file of the audits, the ledger but for its moments, the archive, the replies, the inbox; and
nothing may stay behind: no draft, no temporary file, no second folder, no process. Prints how many tries lost
something, failed, or left something; exit code 1 if any did. ``--kind audit=40 sign=30`` does so many of each.
"""

import argparse
import csv
import io
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from expectations.validation import start_engine
from tests.bench.disturbing import RESIDUE_CODE, run
from tests.bench.fault_kinds import FAILED_TO_REFUSE, KILLS, KINDS, Kind
from tests.bench.houses import House, begun

LOST, FAILED, RESIDUE, GOOD = "lost", "failed", "residue", "good"
HIT = "hit"
"""The disturbed work did not end well: the moment or the way really hit it."""


@dataclass(frozen=True)
class Beginning:
    """Where every try of a kind begins, and what work left there that nobody disturbed, in ``usual`` seconds."""

    start: Path
    usual: float
    left: dict[str, object]
    judged: dict[str, object]
    residue: set[str]


class Bench:
    """Breaks work in one house below a folder; kinds that begin alike and work alike share their beginning."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._seed = folder, seed
        self._house = House(folder / "house")
        self._beginnings: dict[tuple[object, object], Beginning] = {}

    def break_work(self, name: str, tries: int) -> Counter[str]:
        """Return how many tries of one kind ended in which way, and in how many the disturbed work failed (``HIT``)."""
        kind, house = KINDS[name], self._house
        dice, ended = random.Random(f"{name} {self._seed}"), Counter[str]()
        beginning = self._beginning(kind)
        for number in range(tries):
            shutil.rmtree(house.place)
            shutil.copytree(beginning.start, house.place)
            code = kind.disturb(house, lambda: kind.work(house), beginning.usual, dice)
            end_of_try = _ending(kind, house, beginning, code)
            ended[end_of_try] += 1
            ended[HIT] += code != 0
            if end_of_try != GOOD:
                told = _differences(kind, house, beginning)
                print(f"{name}, try {number}: {end_of_try}", told, file=sys.stderr, flush=True)
        return ended

    def _beginning(self, kind: Kind) -> Beginning:
        key, house = (kind.prepare, kind.work), self._house
        if key not in self._beginnings:
            shutil.rmtree(house.place, ignore_errors=True)
            start = self._folder / f"start-{len(self._beginnings)}"
            begun(house.place)
            _do(kind.prepare, house)
            shutil.copytree(house.place, start, symlinks=True)
            began = time.monotonic()
            _do(kind.work, house)
            usual = time.monotonic() - began
            self._beginnings[key] = Beginning(start, usual, house.left(), house.judged(), house.residue())
        return self._beginnings[key]


def _do(work: Callable[[House], None], house: House) -> None:
    if run(lambda: work(house)):
        raise RuntimeError(work.__name__)


def _ending(kind: Kind, house: House, beginning: Beginning, code: int) -> str:
    """Do again, undisturbed, what ended with a code; return how the try ended."""
    if run(lambda: kind.work(house)) or code == FAILED_TO_REFUSE:
        return FAILED
    twin, left = _compared(kind, house, beginning)
    if kind.may_say_less:
        lost = not _findings(left) <= _findings(twin)
    else:
        lost = any(left.get(name) != told for name, told in twin.items() if name != kind.apart)
    if lost:
        return LOST
    more = kind.exact and left.keys() - twin.keys()
    return RESIDUE if more or house.residue() - beginning.residue or code == RESIDUE_CODE else GOOD


def _compared(kind: Kind, house: House, beginning: Beginning) -> tuple[dict[str, object], dict[str, object]]:
    return (beginning.left, house.left()) if kind.exact else (beginning.judged, house.judged())


def _differences(kind: Kind, house: House, beginning: Beginning) -> list[str]:
    twin, left = _compared(kind, house, beginning)
    differing = {each for each in left.keys() | twin.keys() if left.get(each) != twin.get(each)}
    return [*sorted(differing)[:10], *sorted(house.residue() - beginning.residue)]


def _findings(left: dict[str, object]) -> set[str]:
    """Return the ids of the findings in what was left; their state tells what earlier audits found, and differs."""
    return {row["finding_id"] for row in csv.DictReader(io.StringIO(str(left["findings.csv"])))}


def _named(text: str) -> tuple[str, int | None]:
    """Return a kind and how many tries of it, if that is said."""
    name, _, tries = text.partition("=")
    if name not in KINDS:
        raise argparse.ArgumentTypeError(f"one of {', '.join(KINDS)}")
    return name, int(tries) if tries else None


def main() -> int:
    """Break work from the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kind", type=_named, nargs="+", help="KIND or KIND=TRIES; without it all kinds")
    options.add_argument("--tries", type=int, default=3, help="of each kind that says no number")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    start_engine()  # its import takes most of an audit of one village: once here, not in every process
    began, kills, others = time.monotonic(), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), chosen.seed)
        for name, tries in chosen.kind or [(name, None) for name in KINDS]:
            ended = bench.break_work(name, chosen.tries if tries is None else tries)
            print(f"{name:10} {_told(ended)}", flush=True)
            (kills if KINDS[name].disturb in KILLS else others).update(ended)
    print(f"kills      {_told(kills)}\nothers     {_told(others)}")
    print(f"in {time.monotonic() - began:.0f} s, seed {chosen.seed}")
    return 0 if not any((kills + others)[end] for end in (LOST, FAILED, RESIDUE)) else 1


def _told(ended: Counter[str]) -> str:
    tries = ended.total() - ended[HIT]
    parts = [f"{ended[end]} {end}" for end in (LOST, FAILED, RESIDUE, GOOD)]
    return f"{tries:4d} tries, {ended[HIT]} cut short: {', '.join(parts)}"


if __name__ == "__main__":
    sys.exit(main())
