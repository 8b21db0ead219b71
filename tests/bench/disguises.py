"""Count mixtures of harmless disguises under which a clean return is read, counted or judged otherwise: none may be.

``uv run python -m tests.bench.disguises`` tries 2,000 returns, or as many as ``NETRALITAS_EXAMPLES`` says, and
ends with 1 when one is wrong.
"""

import sys
import time

from tests.disguises.book import Disguise
from tests.disguises.trying import for_batches, wrong
from tests.examples import examples

_USUAL = 2_000


def main() -> int:
    """Print what was tried and what is wrong; return the exit code."""
    found: list[object] = []

    def judged(batch: list[list[Disguise]], nil: bool) -> None:
        found.extend(wrong(batch, nil=nil))

    began = time.process_time()
    tried = for_batches(examples(_USUAL), judged)
    for each in found:
        print(each)
    print(f"disguises tried: {tried:,}, wrong: {len(found)} ({time.process_time() - began:.0f} s of one core)")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
