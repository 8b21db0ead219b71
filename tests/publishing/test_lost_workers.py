"""A process that writes a district's workbook and dies or hangs: the audit is published as it would have been (R13)."""

import hashlib
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from data.register import Area
from tasks.isolation import worker_processes
from tasks.manifest.audit_context import AuditContext
from tasks.publishing import publishing
from tasks.publishing.workbook.audit_workbook import write_audit_workbook
from tasks.scoring.results import Results
from tests.publishing.synthetic import facts_for, tables_for

pytestmark = pytest.mark.process

DISTRICT = "35.03.02"


def write_or_die(facts: AuditContext, place: Area, results: Results, path: Path) -> None:
    if place.code == DISTRICT and multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    write_audit_workbook(facts, place, results, path)


def write_or_hang(facts: AuditContext, place: Area, results: Results, path: Path) -> None:
    if place.code == DISTRICT and multiprocessing.parent_process() is not None:
        time.sleep(600)
    write_audit_workbook(facts, place, results, path)


@pytest.mark.parametrize("write", [write_or_die, write_or_hang])
def test_what_a_writer_is_lost_over_is_written_once_more(
    write: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_processes, "limit", lambda _: 15.0)
    facts, results = facts_for("35.03"), Results(**tables_for("35.03", people=1, findings=1))
    undisturbed = publishing.publish(tmp_path / "twin", facts, results, jobs=1)
    monkeypatch.setattr(publishing, "write_audit_workbook", write)
    published = publishing.publish(tmp_path / "out", facts, results, jobs=3)
    assert _hashes(published.parent) == _hashes(undisturbed.parent)


def doubled(number: int) -> int:
    if number == 3 and multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def test_each_is_done_although_a_worker_dies() -> None:
    assert worker_processes.do_each(doubled, range(6), workers=2) == [0, 2, 4, 6, 8, 10]


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
