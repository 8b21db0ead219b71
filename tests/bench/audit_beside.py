"""The time of a warm audit beside that of an earlier commit: ``python -m tests.bench.audit_beside PLACE``.

PLACE is a checkout of that commit with its environment (see ``reading_time``). Both audit villages of the sample, in
turns, each time in a fresh process that audits once before. Prints seconds and processor seconds (of the audit and its
workers, without Prefect's server) of every warm run, and the ratio of their medians.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.audit_speed import make_sample

_MEASURE = """
import sys
from pathlib import Path

import psutil

from tests.bench import audit_speed


def used() -> float:
    below = psutil.Process().children(recursive=True)
    servers = ("flows.embedded_server", "uvicorn")
    working = [psutil.Process(), *(each for each in below if not set(servers) & set(each.cmdline()))]
    return sum(sum(process.cpu_times()[:4]) for process in working)


marks = []
audit_speed.REGENCY, audit_speed.RUNS = sys.argv[3], 1
audit_speed.by_step = lambda whole: marks.append((whole, used())) or {}
audit_speed.audit(Path(sys.argv[1]), Path(sys.argv[2]))
print(marks[1][0], marks[1][1] - marks[0][1])
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("place", type=Path, help="a checkout of the earlier commit, with its .venv")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--area", default="35.03", help="a district has less to do")
    chosen = options.parse_args()
    before = chosen.place.resolve()
    with tempfile.TemporaryDirectory() as place:
        inbox = make_sample(Path(place))
        seconds: dict[str, list[tuple[float, float]]] = {"before": [], "now": []}
        for number in range(chosen.rounds):
            for name, checkout, python in (
                ("before", before, before / ".venv" / "bin" / "python"),
                ("now", Path.cwd(), Path(sys.executable)),
            ):
                seconds[name].append(_audit(checkout, python, Path(place) / f"{name}-{number}", inbox, chosen.area))
                print("{}: {:.1f} s, of a processor {:.1f} s".format(name, *seconds[name][-1]), flush=True)
    for column, what in enumerate(("seconds", "processor seconds")):
        then, now = (statistics.median(run[column] for run in seconds[name]) for name in ("before", "now"))
        print(f"{what}: before {then:.1f}, now {now:.1f}, ratio {now / then:.2f}")


def _audit(checkout: Path, python: Path, home: Path, inbox: Path, place: str) -> tuple[float, float]:
    """Return the seconds and processor seconds of a checkout's second audit of a place in a home."""
    home.mkdir()
    command = [python, "-c", _MEASURE, home, inbox, place]
    done = subprocess.run(command, cwd=checkout, stdout=subprocess.PIPE, text=True, check=True)
    whole, used = map(float, done.stdout.split()[-2:])
    return whole, used


if __name__ == "__main__":
    main()
