"""Replies to all villages of an audit: written into the output, and copied into the villages' own folders."""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import pandas as pd

from data.catalogue import rules
from data.errors import InternalError
from data.register import leading_village_code
from data.scope import Scope
from data.sentences import VILLAGES, text
from tasks.counting.due_dates import due_dates
from tasks.inbox.delivery import put_replies, second_folders, village_folders
from tasks.inbox.listing import REPLIES
from tasks.inbox.opening import InboxLike, open_inbox
from tasks.inbox.storage import Inbox
from tasks.isolation.limited import FAILED, LimitedPool, Stopped, limited_pool
from tasks.isolation.worker_processes import hold_in_workers
from tasks.manifest.audit_context import AuditContext
from tasks.publishing.replies.corrections import Row
from tasks.publishing.replies.receipt import Receipt, receipt_of, reply_name
from tasks.publishing.replies.reply_workbook import write_marked_reply, write_receipt
from tasks.publishing.replies.views import files_to_mend, view_name
from tasks.scoring.results import Results
from tasks.storage.whole_copy import whole_copy

hold_in_workers(__name__)


@dataclass(frozen=True)
class ReplyJob:
    """One reply to write: where, from which copy in the archive (None: nothing was received), and what it says.

    The copy bears the SHA-256 of the bytes that were received as its name.
    """

    target: Path
    source: Path | None
    receipt: Receipt
    position: int


def write_replies(folder: Path, archive: Path, facts: AuditContext, results: Results, jobs: int = 1) -> None:
    """Write the replies to every village of the area into ``folder``.

    In: ``archive``, the folder whose files are named by their SHA-256; the *result* tables villages, findings,
    submissions and files; ``jobs``: worker processes (0: one a core). Raises ``OSError`` when the folder cannot be
    written or the archive lacks a file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write_jobs([job for village in plan_replies(folder, archive, facts, results).values() for job in village], jobs)


def deliver_replies(folder: Path, inbox: InboxLike, scope: Scope) -> list[str]:
    """Put the replies that lie in ``folder`` into the villages' own folders of an inbox.

    A reply that is there already with the same bytes is left alone. Out: a sentence for each village whose folder
    could not be written to: that is its trouble, not the audit's.
    """
    replies: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        code = leading_village_code(path.name)
        if code:
            replies.setdefault(code, []).append(path)
    place = open_inbox(inbox)
    folders = village_folders(place)
    return [
        warning
        for code, village in replies.items()
        for warning in _deliver(place, code, village, folders.get(code, []), str(scope.period))
    ]


def plan_replies(out: Path, archive: Path, facts: AuditContext, results: Results) -> dict[str, list[ReplyJob]]:
    """Return the replies to write, by village: one for each file with something to mend, else the receipt.

    Each names the view of its file's cells, which is put beside it in the village's folder (``deliver_views``).
    A village is told what its own rows say, to mend or to explain (``told_to_village`` of rules.csv). The other
    indications are the inspectors' to look into first: telling them here would warn, or accuse, somebody on a mere
    coincidence.
    """
    findings = results.findings
    told = findings["rule"].isin([code for code, rule in rules().items() if rule.told_to_village])
    rows = [_by_village(table) for table in (findings[told], results.submissions, results.files)]
    due, mend = due_dates(results.decisions.iloc[::-1], facts.scope), files_to_mend(findings)
    planned = {}
    for code, status in results.villages[["village_code", "status"]].itertuples(index=False):
        mistakes, submissions, files = (by_village.get(code, []) for by_village in rows)
        own = [row for row in files if row["place"] == "village"]
        receipt = receipt_of(facts, code, mistakes, submissions, own, status, due[code].date())
        sources: list[Path | None] = [archive / digest for _, digest in receipt.files]
        views = [PurePosixPath(view_name(code, file)).name if file in mend else "" for file, _ in receipt.files]
        planned[code] = [
            ReplyJob(
                out / reply_name(code, facts.scope.period, position), source, replace(receipt, view=view), position
            )
            for position, (source, view) in enumerate(zip(sources or [None], views or [""], strict=True))
        ]
    return planned


def _by_village(table: pd.DataFrame) -> dict[str, list[Row]]:
    """Return a table's rows as dictionaries by village code, in their order; None where a value is missing."""
    found: dict[str, list[Row]] = {}
    for row in plain_rows(table):
        found.setdefault(row["village_code"], []).append(row)
    return found


def plain_rows(table: pd.DataFrame) -> list[Row]:
    """Return a table's rows as dictionaries, in their order; None where a value is missing."""
    rows = table.astype("object").where(table.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def write_marked(job: ReplyJob) -> bool | Stopped:
    """Write one reply, marked where it can be; tell whether it is there, else why the archive gives no bytes.

    Bytes that are no longer what was received, perhaps another village's, go into no reply.
    """
    try:
        source = whole_copy(job.source, job.source.name) if job.source else None
    except OSError as error:
        return Stopped(FAILED, error)
    return source is not None and write_marked_reply(job.target, source, job.receipt, job.position)


def write_plain(job: ReplyJob) -> None:
    """Write the receipt alone."""
    write_receipt(job.target, job.receipt, job.position)


def write_jobs(planned: Sequence[ReplyJob], jobs: int) -> None:
    """Write replies on ``jobs`` worker processes (0: one a core); errors as in ``write_replies``.

    A file that cannot be marked, for whatever reason, is answered by the receipt alone.
    """
    if not planned:
        return
    with limited_pool(jobs, len(planned)) as pool:
        marked = _write_marked(pool, [job for job in planned if job.source])
        plain = [job for job in planned if job.target not in marked]
        for job, failure in zip(plain, pool.run(write_plain, plain), strict=True):
            if failure:
                raise failure.error or InternalError(f"{job.target.name}: {failure.cause}")


def _write_marked(pool: LimitedPool, planned: Sequence[ReplyJob]) -> set[Path]:
    """Write the replies that can be marked; return where they lie."""
    marked = set()
    for job, outcome in zip(planned, pool.run(write_marked, planned), strict=True):
        if isinstance(outcome, Stopped):
            logging.getLogger(__name__).warning("%s: %s %s", job.target.name, outcome.cause, outcome.details)
        elif outcome:
            marked.add(job.target)
    return marked


def _deliver(inbox: Inbox, code: str, replies: Sequence[Path], folders: Sequence[str], period: str) -> Iterable[str]:
    """Copy a village's replies into its own folder; yield what went wrong as sentences, and which folders get none."""
    if not folders:
        yield text("folder_missing", VILLAGES, code=code, place=replies[0].name)
    contents = {reply.name: reply.read_bytes() for reply in replies}
    yield from second_folders(code, folders)
    for folder in folders[:1]:
        trouble = put_replies(inbox, code, f"{folder}/{REPLIES}", contents, surplus=_ours(code, period))
        if trouble:
            yield trouble


def _ours(code: str, period: str) -> re.Pattern[str]:
    """Return the names of our own further replies of this period, which an audit with more files had left."""
    return re.compile(rf"{re.escape(code)}-{re.escape(period)}-[0-9]+\.xlsx")
