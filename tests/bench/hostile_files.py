"""What hostile files cost: ``uv run python -m tests.bench.hostile_files`` prints two markdown tables.

First each hostile file, read alone in a worker of its own. Then the price of isolation: the workbooks of the sample
inbox (157 villages) read by bare calamine, by the product in this process, and by the product on warm workers, in
turn, the best of some rounds each.
"""

import io
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from data.calendar import Period
from data.register import area
from tasks.reading.isolated import read_isolated, read_item, read_on, reading_pool
from tasks.reading.reading import Source
from tasks.sample.inbox import write_sample
from tests.bench.fuzz_reading import endings
from tests.reading.hostile import HOSTILE
from tests.reading.measuring import measure

MIB = 1 << 20
ROUNDS = 5


def hostile_files() -> None:
    """Print how each hostile file ended, and what it cost."""
    print("| file | KiB | ended | seconds | MiB |\n| --- | ---: | --- | ---: | ---: |")
    ended: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        for hostile in HOSTILE:
            path.write_bytes(hostile.make())
            (end,) = endings([path], jobs=1)
            cost = measure(path)
            spent = f"{cost[0]:.2f} | {cost[1] / MIB:.0f}" if cost else "– | –"
            print(f"| {hostile.name} | {path.stat().st_size / 1024:.0f} | {end} | {spent} |")
            ended[end.partition(":")[0]] += 1
    told = ", ".join(f"{count} {end}" for end, count in ended.most_common())
    print(f"\n{ended.total()} hostile files: {told}; our error: {ended['our error']}; hang: {ended['hang']}\n")


def price_of_isolation() -> None:
    """Print how long the sample's workbooks take bare and isolated."""
    with tempfile.TemporaryDirectory() as folder:
        write_sample(Path(folder) / "inbox", area("35.03"), Period(2024, 10), 0, 1, os.cpu_count() or 1)
        paths = sorted(path for path in Path(folder).rglob("35*/*.xlsx"))
        items = [(Source(path.name, "village", 2024), path) for path in paths]
        workers = os.cpu_count() or 1
        with reading_pool(workers, len(items)) as pool:
            read_on(pool, items)
            bare = alone = isolated = float("inf")
            for _ in range(ROUNDS):
                bare = min(bare, timed(lambda: bare_calamine(paths)))
                alone = min(alone, timed(lambda: [read_item(item) for item in items]))
                isolated = min(isolated, timed(lambda: read_on(pool, items)))
        cold = timed(lambda: read_isolated(items, workers))
    print(f"| {len(paths)} workbooks of 157 villages, {workers} cores | seconds |\n| --- | ---: |")
    print(f"| bare calamine, one process | {bare:.2f} |\n| read, workers warm | {isolated:.2f} |")
    print(f"| read, workers cold | {cold:.2f} |\n| read in one process, without isolation | {alone:.2f} |")
    print(f"| warm against bare | {isolated / bare:.2f} |\n| warm against one process | {isolated / alone:.2f} |")


def bare_calamine(paths: list[Path]) -> None:
    """Parse every sheet and do nothing with it."""
    for path in paths:
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        except CalamineError:
            continue
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def timed(action: Callable[[], object]) -> float:
    start = time.monotonic()
    action()
    return time.monotonic() - start


if __name__ == "__main__":
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores\n")
    hostile_files()
    price_of_isolation()
