"""The time to read the sample's files beside that of an earlier commit: ``python -m tests.bench.reading_time PLACE``.

PLACE is a checkout of that commit with its environment (``git worktree add PLACE COMMIT``, then ``uv sync`` in it).
Both read the same files, in turns and three times each, in one process without isolation. Prints the medians, each also
as a multiple of bare calamine, which is measured beside it, and their ratio.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from data.calendar import Period
from data.register import area
from data.scope import Scope
from tasks.inbox.archive import archive
from tasks.inbox.listing import list_inbox
from tasks.sample.inbox import write_sample

_ROUNDS = 3
_MEASURE = (
    "import sys; from pathlib import Path; from tests.bench.audit_speed import reading_alone; "
    "print(*reading_alone(Path(sys.argv[1]), Path(sys.argv[2])))"
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("place", type=Path, help="a checkout of the earlier commit, with its .venv")
    before = options.parse_args().place.resolve()
    with tempfile.TemporaryDirectory() as place:
        home, inbox = Path(place) / "home", Path(place) / "inbox"
        regency, period = area("35.03"), Period(2024, 10)
        write_sample(inbox, regency, period, messy=0.2, seed=1)
        archive(inbox, list_inbox(inbox, Scope(regency, period, period.next.last)), home, "id")
        seconds: dict[str, list[tuple[float, float]]] = {"before": [], "now": []}
        for _ in range(_ROUNDS):
            seconds["before"].append(_read(before, before / ".venv" / "bin" / "python", home, inbox))
            seconds["now"].append(_read(Path.cwd(), Path(sys.executable), home, inbox))
    print("| reading | seconds | × bare calamine |\n| --- | --- | --- |")
    medians = {}
    for name, measured in seconds.items():
        medians[name] = statistics.median(ours for _, ours in measured)
        print(f"| {name} | {medians[name]:.2f} | {statistics.median(ours / bare for bare, ours in measured):.2f} |")
    print(f"now / before: {medians['now'] / medians['before']:.2f}")


def _read(checkout: Path, python: Path, home: Path, inbox: Path) -> tuple[float, float]:
    """Return the seconds of bare calamine and of the checkout's reader."""
    done = subprocess.run(
        [python, "-c", _MEASURE, home, inbox], cwd=checkout, capture_output=True, text=True, check=True
    )
    bare, ours = map(float, done.stdout.split()[-2:])
    return bare, ours


if __name__ == "__main__":
    main()
