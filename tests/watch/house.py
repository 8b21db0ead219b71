"""An inbox that is watched without a process, and its quick answers compared with what an audit of it says."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from sqlalchemy import Engine

from data.catalogue import rules
from data.register import area, leading_village_code
from tasks.inbox.local import LocalInbox
from tasks.watch import batch, checking
from tasks.watch.arrivals import Arrivals
from tasks.watch.queue import Answered, WatchQueue
from tasks.watch.receiving import receive, watch_scope
from tests.pipeline import audit

AREA = area("35.03")
NOW = datetime(2024, 11, 4, 3, tzinfo=UTC)
OLD = 1_700_000_000
_AT_ONCE = 100
"""So many files are answered in one batch."""


class House:
    """An inbox, its home and ledger; ``seconds`` is the clock that the watch looks at."""

    def __init__(self, place: Path, ledger: Engine) -> None:
        self.home = place / "home"
        self.folder = place / "inbox"
        self.folder.mkdir()
        self.inbox = LocalInbox(self.folder)
        self.ledger = ledger
        self.queue = WatchQueue(ledger, self.home, self.inbox.name)
        self.arrivals = Arrivals(self.inbox, AREA)

    def drop(self, files: list[Path]) -> None:
        for file in files:
            target = self.folder / file.parent.name / file.name
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(file, target)
            os.utime(target, (OLD, OLD))

    def look(self, seconds: float, now: datetime = NOW) -> None:
        complete = self.arrivals.complete(self.queue.known(), seconds)
        if complete:
            scope = watch_scope(AREA, now)
            receive(complete, self.inbox, scope, self.home, self.ledger, self.queue, now, lambda _: None)

    def receive(self, files: list[Path]) -> None:
        self.drop(files)
        self.look(0)
        self.look(5)

    def check(self) -> tuple[list[str], list[str]]:
        """Check what waits; return the files that were answered and those that were not."""
        waiting = self.queue.waiting(100)
        done, failures = batch.check_batch(waiting, self.inbox, AREA.code, self.home, self.ledger, NOW, 1)
        batch.settle(done, self.inbox, self.home, self.queue)
        for file in failures:
            self.queue.failed(file)
        return sorted(each.file for each in done), sorted(each.file for each in failures)

    def replies(self) -> dict[str, bytes]:
        return self._delivered("-balasan.xlsx")

    def views(self) -> dict[str, bytes]:
        """What every cell was taken for, beside a reply that has something to mend."""
        return self._delivered("-terbaca.xlsx")

    def _delivered(self, ending: str) -> dict[str, bytes]:
        found = self.folder.glob(f"*/balasan/*{ending}")
        return {f"{path.parents[1].name}/{path.name}": path.read_bytes() for path in found}


class Compared(NamedTuple):
    """How many files were answered, with how many findings, and which findings only one of both sides has."""

    answers: int
    findings: int
    different: set[tuple[str, ...]]


def compare_answers(
    house: House, sample: Path, villages: int | None = None, tell: Callable[[str], None] = lambda _: None
) -> Compared:
    """Drop all files of the first ``villages`` (None: all) with the register and the agenda; compare the answers with
    the audit's own.

    ``tell`` is told how far it is. Left out are the rules that compare villages, and those of which no village is told.
    """
    folders = sorted(sample.glob("35.*"))[:villages]
    own = [file for file in sorted((sample / "_kabupaten").iterdir()) if file.is_file()]
    files = [file for folder in folders for file in sorted(folder.iterdir()) if file.is_file()]
    house.receive([*own, *files])
    day = NOW.replace(day=13)
    scope = watch_scope(AREA, day)
    tell(f"{len(folders)} villages dropped {len(files)} files; the audit of them")
    findings = audit(house.folder, scope).findings
    told = {code for code, rule in rules().items() if rule.told_to_village} - {"S09", "D24"}
    codes = {leading_village_code(folder.name) for folder in folders}
    expected = findings[findings["rule"].isin(told) & findings["village_code"].isin(codes)]

    seen: list[pd.DataFrame] = []
    known_answer = batch.answer

    def noted(judged: checking.Judged, home: Path, jobs: int) -> list[Answered]:
        if judged.scope.period == scope.period:
            seen.append(judged.findings)
        return known_answer(judged, home, jobs)

    answers = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "answer", noted)
        for waiting in iter(lambda: house.queue.waiting(_AT_ONCE), []):
            done, failures = batch.check_batch(waiting, house.inbox, AREA.code, house.home, house.ledger, day, 2)
            assert failures == {}
            house.queue.answered(done)
            answers += len(done)
            tell(f"{answers} files answered")
    columns = ["village_code", "rule", "file", "sheet", "cell", "statement"]
    quick = {tuple(row) for row in pd.concat(seen)[columns].astype(str).to_numpy()}
    answered = {code for code, *_ in quick} | {leading_village_code(each.file) for each in house.queue.undelivered()}
    whole = {tuple(row) for row in expected[columns].astype(str).to_numpy() if row[0] in answered}
    return Compared(answers, len(whole), quick ^ whole)
