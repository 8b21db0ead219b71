"""The time of a warm audit beside that of an earlier commit: ``python -m tests.bench.audit_beside PLACE``.

PLACE is a checkout of that commit with its environment (see ``reading_time``). Both audit the sample's 157 villages, in
turns, each time in a fresh process that audits once before. Prints every warm run, the medians and their ratio.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.audit_speed import make_sample

_MEASURE = (
    "import sys; from pathlib import Path; from tests.bench import audit_speed; audit_speed.RUNS = 1; "
    "_, runs, _ = audit_speed.audit(Path(sys.argv[1]), Path(sys.argv[2])); print(sum(runs[0].values()))"
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("place", type=Path, help="a checkout of the earlier commit, with its .venv")
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    before = chosen.place.resolve()
    with tempfile.TemporaryDirectory() as place:
        inbox = make_sample(Path(place))
        seconds: dict[str, list[float]] = {"before": [], "now": []}
        for number in range(chosen.rounds):
            for name, checkout, python in (
                ("before", before, before / ".venv" / "bin" / "python"),
                ("now", Path.cwd(), Path(sys.executable)),
            ):
                seconds[name].append(_audit(checkout, python, Path(place) / f"{name}-{number}", inbox))
                print(f"{name}: {seconds[name][-1]:.1f} s", flush=True)
    medians = {name: statistics.median(measured) for name, measured in seconds.items()}
    print(f"before {medians['before']:.1f} s, now {medians['now']:.1f} s: {medians['now'] / medians['before']:.2f}")


def _audit(checkout: Path, python: Path, home: Path, inbox: Path) -> float:
    """Return the seconds of a checkout's second audit in a home."""
    home.mkdir()
    done = subprocess.run(
        [python, "-c", _MEASURE, home, inbox], cwd=checkout, capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[-1])


if __name__ == "__main__":
    main()
