"""Count what a dropped file is told otherwise than by the audit: ``uv run python -m tests.bench.quick_answers``.

The sample's villages drop all their files; ``--villages 40`` takes the first forty only. Exit code 1 when a finding
stands in one of both alone.
"""

import argparse
import sys
import tempfile
from functools import partial
from pathlib import Path

from data.calendar import Period
from tasks.ledger.engine import opened_ledger
from tasks.sample.inbox import write_sample
from tests.watch.house import AREA, House, compare_answers


def main() -> int:
    """Print how far it is, then the figures; return the exit code."""
    asked = argparse.ArgumentParser(description="Compare quick answers with the audit's.")
    asked.add_argument("--villages", type=int, help="only so many, the first (all of the sample's)")
    villages = asked.parse_args().villages
    with tempfile.TemporaryDirectory() as folder, opened_ledger(Path(folder)) as ledger:
        sample = Path(folder) / "sample"
        write_sample(sample, AREA, Period(2024, 10), messy=0.2, seed=1)
        compared = compare_answers(House(Path(folder), ledger), sample, villages, partial(print, flush=True))
    for each in sorted(compared.different):
        print(*each, sep=" | ")
    print(
        f"files answered: {compared.answers}, findings told: {compared.findings}, "
        f"otherwise than by the audit: {len(compared.different)}"
    )
    return int(bool(compared.different))


if __name__ == "__main__":
    sys.exit(main())
