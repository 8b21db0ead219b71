"""A busy minute: ``uv run python -m tests.bench.drop_load`` prints a table; ``--help`` tells how to make it smaller.

Villages drop two files each within a minute into the inbox of a running ``netralitas serve``, auditors download all the
while, and the whole server is killed and started again meanwhile. Exit code 1 when anything was lost or doubled.
"""

import hashlib
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import httpx
import typer

from data.calendar import Period
from data.register import area
from flows.access.accounts import AccountsFile, Role
from tasks.sample.inbox import write_sample
from tests.bench.memory import PeakMemory
from tests.ports import free_port
from tests.serving.asking import PASSWORD, basic
from tests.serving.conftest import Served, serve, wait_for_health
from tests.serving.published import publish_recorded
from tests.watch.process import Installation

DROP_SECONDS = 60.0
PATIENCE_SECONDS = 1800.0
MEBIBYTE = 1 << 20


@dataclass
class Downloads:
    """What the auditors got: whole workbooks, and tries that met no server."""

    address: str
    over: threading.Event = field(default_factory=threading.Event)
    counts: Counter[str] = field(default_factory=Counter)

    def go_on(self) -> None:
        """Download again and again until it is over."""
        with httpx.Client(headers=basic("si-auditor", PASSWORD), timeout=60) as client:
            while not self.over.wait(1):
                try:
                    reply = client.get(self.address)
                    kind = "whole" if reply.status_code == httpx.codes.OK else f"status {reply.status_code}"
                except httpx.TransportError:
                    kind = "no server"
                self.counts[kind] += 1


def drop(files: list[tuple[Path, Path]], dropped: dict[str, str], inbox: Path) -> None:
    """Copy each file to its place, evenly over ``DROP_SECONDS``; note the SHA-256 by path."""
    for source, target in files:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        dropped[target.relative_to(inbox).as_posix()] = hashlib.sha256(source.read_bytes()).hexdigest()
        time.sleep(DROP_SECONDS / len(files))


def two_each(folder: Path, inbox: Path, villages: int) -> list[tuple[Path, Path]]:
    """Return source and target of two different files of each village; those silent in a sample send one."""
    found = []
    for seed in (1, 2):
        write_sample(folder / str(seed), area("35.03"), Period(2024, 10), messy=0.2, seed=seed, jobs=2)
        for place in sorted((folder / str(seed)).glob("35.*"))[:villages]:
            files = sorted(place.glob("*.xls*"))[:1]
            found += [(source, inbox / place.name / f"kiriman-{seed}{source.suffix}") for source in files]
    return sorted(found, key=lambda pair: pair[1])


def main(
    villages: Annotated[int, typer.Option(help="Villages that drop two files each.")] = 157,
    auditors: Annotated[int, typer.Option(help="Auditors that download at once.")] = 20,
    kills: Annotated[int, typer.Option(help="Times that the server is killed and started again.")] = 2,
) -> None:
    """Run the busy minute in a temporary installation."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        home, inbox, port = place / "home", place / "inbox", free_port()
        AccountsFile(home).add("si-auditor", Role.AUDITOR, PASSWORD)
        workbook = publish_recorded(home)
        inbox.mkdir()
        files = two_each(place / "sample", inbox, villages)
        running = _started(home, inbox, port)
        seen = Installation(home, inbox, f"{running.url}/api", home / "prefect" / "prefect.db")
        downloads = Downloads(f"{running.url}/unduh/2024-10/35.03.01/berkas/{workbook.name}")
        memory, dropped = PeakMemory(), {}
        memory.start()
        threads = [threading.Thread(target=downloads.go_on) for _ in range(auditors)]
        threads.append(threading.Thread(target=drop, args=(files, dropped, inbox)))
        begun = time.monotonic()
        for thread in threads:
            thread.start()
        for _ in range(kills):
            time.sleep(DROP_SECONDS / (kills + 1))
            running.process.kill()
            running.process.wait()
            running = _started(home, inbox, port)
        threads[-1].join()
        landed = time.monotonic()
        while len(seen.replies()) < len(dropped) and time.monotonic() - landed < PATIENCE_SECONDS:
            time.sleep(0.5)
        answered = time.monotonic()
        downloads.over.set()
        for thread in threads:
            thread.join()
        peak = memory.stop()
        running.process.terminate()
        running.process.wait(60)
        receipts = Counter(seen.receipts())
        lost = len(dropped.items() - receipts.keys()) + max(0, len(dropped) - len(seen.replies()))
        doubled = sum(count - 1 for count in receipts.values())
    print(
        f"| what | figure |\n| --- | ---: |\n| files dropped by {villages} villages | {len(dropped)} |\n"
        f"| lost | {lost} |\n| received twice | {doubled} |\n"
        f"| from the first drop to the last | {landed - begun:.0f} s |\n"
        f"| from the last drop to the last reply | {answered - landed:.0f} s |\n"
        f"| downloads by {auditors} auditors: whole | {downloads.counts.pop('whole', 0)} |\n"
        + "".join(f"| downloads: {kind} | {count} |\n" for kind, count in sorted(downloads.counts.items()))
        + f"| peak memory of everything | {peak / MEBIBYTE:.0f} MiB |"
    )
    sys.exit(1 if lost or doubled else 0)


def _started(home: Path, inbox: Path, port: int) -> Served:
    """Start the server and wait until it answers."""
    running = serve(home, port, NETRALITAS_INBOX=str(inbox))
    wait_for_health(running.url)
    return running


if __name__ == "__main__":
    typer.run(main)
