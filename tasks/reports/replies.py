"""Replies to all villages of an audit: written into the output, and copied into the villages' own folders."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pandas as pd

from data.catalogue import rules
from data.register import leading_village_code
from data.scope import Scope
from data.village_workbooks import sentence
from tasks.assessment.decisions import due_dates
from tasks.inbox.listing import REPLIES
from tasks.reports.facts import Facts
from tasks.reports.receipt import Receipt, Row, receipt_of, reply_name
from tasks.reports.reply_workbook import write_reply

_CHUNK = 4
_TOLD = ("submission", "quality")


@dataclass(frozen=True)
class ReplyJob:
    """One reply to write: where, from which bytes (None: nothing was received), and what it says."""

    target: Path
    source: Path | None
    receipt: Receipt
    position: int


def write_replies(
    folder: Path, archive: Path, facts: Facts, results: Mapping[str, pd.DataFrame], jobs: int = 1
) -> None:
    """Write the replies to every village of the area into ``folder``.

    In: ``archive``, the folder whose files are named by their SHA-256; the *result* tables villages, findings,
    submissions and files; ``jobs``: worker processes (0: one a core). Raises ``OSError`` when the folder cannot be
    written or the archive lacks a file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write_all([job for village in plan_replies(folder, archive, facts, results).values() for job in village], jobs)


def deliver_replies(folder: Path, inbox: Path, scope: Scope) -> list[str]:
    """Put the replies that lie in ``folder`` into the villages' own folders of an inbox.

    A reply that is there already with the same bytes is left alone. Out: a sentence for each village whose folder
    could not be written to: that is its trouble, not the audit's.
    """
    replies: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        code = leading_village_code(path.name)
        if code:
            replies.setdefault(code, []).append(path)
    folders = _village_folders(inbox)
    return [
        warning
        for code, village in replies.items()
        for warning in _deliver(code, village, folders.get(code, []), str(scope.period))
    ]


def plan_replies(
    out: Path, archive: Path, facts: Facts, results: Mapping[str, pd.DataFrame]
) -> dict[str, list[ReplyJob]]:
    """Return the replies to write, by village: one for each file with something to mend, else the receipt.

    A village is told what is wrong with its forms. Indications about persons and the map (rules N and K) are the
    inspectors' to look into first: telling them here would warn, or accuse, somebody on a mere coincidence.
    """
    findings = results["findings"]
    told = findings["rule"].isin([code for code, rule in rules().items() if rule.family in _TOLD])
    rows = {name: _by_village(results[name]) for name in ("submissions", "files")}
    rows["findings"] = _by_village(findings[told])
    due = due_dates(results["decisions"], facts.scope)
    planned = {}
    for code, status in results["villages"][["village_code", "status"]].itertuples(index=False):
        mistakes, submissions, files = (rows[name].get(code, []) for name in ("findings", "submissions", "files"))
        own = [row for row in files if row["place"] == "village"]
        receipt = receipt_of(facts, code, mistakes, submissions, own, status, due[code].date())
        sources: list[Path | None] = [archive / digest for _, digest in receipt.files]
        planned[code] = [
            ReplyJob(out / reply_name(code, facts.scope.period, position), source, receipt, position)
            for position, source in enumerate(sources or [None])
        ]
    return planned


def _by_village(table: pd.DataFrame) -> dict[str, list[Row]]:
    """Return a table's rows as dictionaries by village code, in their order; None where a value is missing."""
    found: dict[str, list[Row]] = {}
    for row in table.astype("object").where(table.notna(), None).to_dict("records"):
        found.setdefault(row["village_code"], []).append({str(name): value for name, value in row.items()})
    return found


def write_job(job: ReplyJob) -> None:
    """Write one reply."""
    write_reply(job.target, job.source.read_bytes() if job.source else None, job.receipt, job.position)


def _write_all(planned: Sequence[ReplyJob], jobs: int) -> None:
    workers = min(jobs or os.cpu_count() or 1, len(planned))
    if workers <= 1:
        for job in planned:
            write_job(job)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("forkserver")) as pool:
        for _ in pool.map(write_job, planned, chunksize=_CHUNK):
            pass


def _village_folders(inbox: Path) -> dict[str, list[Path]]:
    """Return the villages' folders by code; an inbox that is gone has none. Links are not followed."""
    found: dict[str, list[Path]] = {}
    try:
        with os.scandir(inbox) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                code = leading_village_code(entry.name)
                if code and entry.is_dir(follow_symlinks=False):
                    found.setdefault(code, []).append(Path(entry.path))
    except OSError:
        return {}
    return found


def _deliver(code: str, replies: Sequence[Path], folders: Sequence[Path], period: str) -> Iterable[str]:
    """Copy a village's replies into its folders; yield what went wrong as sentences."""
    if not folders:
        yield sentence("folder_missing", code=code, place=replies[0].name)
    for folder in folders:
        place = folder / REPLIES
        if place.is_symlink():
            yield sentence("folder_linked", code=code)
            continue
        try:
            place.mkdir(exist_ok=True)
            for reply in replies:
                _copy_when_new(reply, place / reply.name)
            _remove_surplus(place, code, period, {reply.name for reply in replies})
        except OSError as error:
            yield sentence("folder_unwritable", code=code, place=place, reason=error.strerror or error)


def _copy_when_new(reply: Path, target: Path) -> None:
    content = reply.read_bytes()
    if target.is_file() and not target.is_symlink() and target.read_bytes() == content:
        return
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _remove_surplus(place: Path, code: str, period: str, names: set[str]) -> None:
    """Remove our own further replies of this period that an audit with more files had left."""
    ours = re.compile(rf"{re.escape(code)}-{re.escape(period)}-[0-9]+\.xlsx")
    for path in place.iterdir():
        if ours.fullmatch(path.name) and path.name not in names:
            path.unlink()
