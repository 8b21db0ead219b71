"""Fuzz the reader: ``uv run python -m tests.bench.fuzz_reading --minutes 5 --seed 1 --keep folder``.

Mutated workbooks are read as villages' files are, on worker processes. Reports how they ended; exit code 1 when one
was our error or hung. The files of such endings are kept in the folder, to become a test.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tasks.isolation.limited import FAILED, Stopped, run_limited
from tasks.reading.isolated import read_item
from tasks.reading.reading import Source
from tasks.reading.readings import read_columns
from tests.bench.mutations import mutated
from tests.builders import full_return, workbook
from tests.samples import excel_binary

BATCH = 48
OUR_ERROR, HANG = "our error", "hang"
KILLED = {"stopped_reader": "killed: parser", "too_much_memory": "killed: memory", "timed_out": HANG}
SAMPLES = Path(__file__).parents[1] / "samples"
BINARY = (".xls", ".ods", ".xlsx")


def seeds() -> list[bytes]:
    """Return the workbooks to start from: one of every format."""
    found = sorted(path for path in SAMPLES.glob("*") if path.suffix in BINARY)
    return [workbook(full_return()), excel_binary.build(), *(path.read_bytes() for path in found)]


def endings(paths: list[Path], jobs: int) -> list[str]:
    """Read files and return how each ended."""
    items = [(Source(path.name, "village", 2024), path) for path in paths]
    column = read_columns("opened").index("unreadable")
    ends = []
    for path, done in zip(paths, run_limited(read_item, items, jobs), strict=True):
        if isinstance(done, Stopped) and done.cause == FAILED:
            print(f"{path.name}: {done.details}", file=sys.stderr)
            ends.append(OUR_ERROR)
            continue
        cause = done.cause if isinstance(done, Stopped) else done.rows["opened"][0][column]
        ends.append("read" if cause is None else KILLED.get(str(cause), f"finding: {cause}"))
    return ends


def fuzz(minutes: float, seed: int, keep: Path | None = None, jobs: int = 2) -> Counter[str]:
    """Read mutated workbooks for some minutes; return how many ended in which way."""
    dice = random.Random(seed)
    start_from = seeds()
    ended: Counter[str] = Counter()
    until = time.monotonic() + minutes * 60
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < until:
            paths = []
            for _ in range(BATCH):
                paths.append(Path(folder) / f"{seed}-{ended.total() + len(paths)}.xlsx")
                paths[-1].write_bytes(mutated(dice.choice(start_from), dice))
            for path, end in zip(paths, endings(paths, jobs), strict=True):
                ended[end] += 1
                if keep and end in (OUR_ERROR, HANG):
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / path.name).write_bytes(path.read_bytes())
    return ended


def main() -> int:
    """Run the fuzzer from the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=1)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args()
    ended = fuzz(chosen.minutes, chosen.seed, chosen.keep, chosen.jobs)
    for end, count in ended.most_common():
        print(f"{count:8d}  {end}")
    print(f"{ended.total():8d}  files in {chosen.minutes:g} minutes, seed {chosen.seed}")
    return 1 if ended[OUR_ERROR] or ended[HANG] else 0


if __name__ == "__main__":
    sys.exit(main())
