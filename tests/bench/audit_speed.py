"""How fast an audit of 157 villages is: ``uv run python tests/bench/audit_speed.py [--compare]``.

Audits the shipped sample as a real Prefect flow, once to warm up and then three times, and prints a markdown table of
medians. ``--compare`` also runs the straightforward script (minutes) and bare calamine on the same files.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PERIOD, REGENCY, AS_OF = "2024-10", "35.03", date(2024, 11, 6)
RUNS = 3
STEPS = {
    "collect": ["collect"],
    "remember": ["remember", "hear", "record"],
    "read": ["read_share", "join"],
    "validate": ["judge"],
    "score": ["assess"],
    "write": ["publish"],
    "reply": ["reply"],
}


def main() -> None:
    with TemporaryDirectory() as place:
        home = Path(place)
        inbox = make_sample(home)
        seconds, runs, peak = audit(home, inbox)
        whole = statistics.median(sum(steps.values()) for steps in runs)
        print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, median of {RUNS} warm runs\n")
        print("| step | seconds | share |\n| --- | --- | --- |")
        for step in runs[0]:
            median = statistics.median(steps[step] for steps in runs)
            print(f"| {step} | {median:.2f} | {median / whole:.0%} |")
        print(f"| **audit** | **{whole:.2f}** | 100% |")
        print(f"| embedded server's start (before it) | {seconds:.1f} | |")
        print(f"\nPeak memory of the audit and its worker processes: {peak / 2**20:.0f} MiB")
        if "--compare" in sys.argv:
            compare(home, inbox, whole)


def make_sample(home: Path) -> Path:
    from data.calendar import Period
    from data.register import area
    from tasks.sample.inbox import write_sample

    write_sample(home / "inbox", area(REGENCY), Period.parse(PERIOD), 0.2, 1, os.cpu_count() or 1)
    return home / "inbox"


def audit(home: Path, inbox: Path) -> tuple[float, list[dict[str, float]], int]:
    """Return the server's start in seconds, the seconds of each step by run, and the peak memory in bytes."""
    from flows.prefect_defaults import set_prefect_defaults
    from flows.prefect_server import find_or_start

    set_prefect_defaults(home)
    server = find_or_start(home, default_url="")
    seconds = server.wait()

    from flows.audit import audit_regency
    from tests.bench.memory import PeakMemory

    def once(number: int) -> dict[str, float]:
        began = time.perf_counter()
        audit_regency(
            inbox=str(inbox),
            area=REGENCY,
            period=PERIOD,
            as_of=AS_OF,
            home=str(home),
            out=str(home / f"audits-{number}"),
            jobs=os.cpu_count() or 1,
        )
        return by_step(time.perf_counter() - began)

    once(0)
    memory = PeakMemory(without=server.process_ids)
    memory.start()
    runs = [once(number) for number in range(1, RUNS + 1)]
    return seconds, runs, memory.stop()


def by_step(whole: float) -> dict[str, float]:
    """Return the seconds of the last run's steps, as Prefect's own record of its tasks tells them."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
    from prefect.client.schemas.sorting import FlowRunSort

    with get_client(sync_client=True) as client:
        run = client.read_flow_runs(sort=FlowRunSort.START_TIME_DESC, limit=1)[0]
        chosen = FlowRunFilter(id=FlowRunFilterId(any_=[run.id]))
        deadline = time.monotonic() + 10
        while (
            len(tasks := client.read_task_runs(flow_run_filter=chosen)) < sum(map(len, STEPS.values())) + 1
            and time.monotonic() < deadline
        ):
            time.sleep(0.2)  # the record is written behind the run
    steps = {
        step: sum(task.total_run_time.total_seconds() for task in tasks if task.name.rpartition("-")[0] in names)
        for step, names in STEPS.items()
    }
    return steps | {"Prefect": whole - sum(steps.values())}


def compare(home: Path, inbox: Path, whole: float) -> None:
    """Print the ratios to bare calamine and to the straightforward script."""
    script = Path(__file__).with_name("straightforward.py")
    done = subprocess.run([sys.executable, script, inbox], capture_output=True, text=True, check=True)
    naive_read, naive_check = map(float, done.stdout.split())
    bare, ours = reading_alone(home, inbox)
    print("\n| compared, same files | seconds | ratio |\n| --- | --- | --- |")
    print(f"| straightforward script: read {naive_read:.1f} + checkpoints {naive_check:.1f} | ", end="")
    print(f"{naive_read + naive_check:.1f} | {(naive_read + naive_check) / whole:.1f} × the audit |")
    print(f"| bare calamine, one process | {bare:.2f} | |")
    print(f"| our reading, one process | {ours:.2f} | {ours / bare:.2f} × bare calamine |")


def reading_alone(home: Path, inbox: Path) -> tuple[float, float]:
    """Return the seconds of bare calamine and of our reader on the same files, each in this process."""
    from python_calamine import CalamineError, CalamineWorkbook

    from data.calendar import Period
    from data.register import area
    from data.scope import Scope
    from tasks.inbox.listing import list_inbox
    from tasks.reading.isolated import read_item
    from tasks.reading.sources import sources

    scope = Scope(area(REGENCY), Period.parse(PERIOD), AS_OF)
    items = sources(list_inbox(inbox, scope), scope.period, home)

    def bare() -> None:
        for _, path in items:
            try:
                book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
                for name in book.sheet_names:
                    book.get_sheet_by_name(name).to_python()
            except CalamineError:
                continue

    def ours() -> Any:
        return [read_item(item) for item in items]

    return median_seconds(bare), median_seconds(ours)


def median_seconds(work: Callable[[], Any]) -> float:
    seconds = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


if __name__ == "__main__":
    main()
