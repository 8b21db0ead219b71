"""Writing replies: the receipt of each village, which is published, and copies of its files with their cells marked."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.errors import InternalError
from tasks.isolation.limited import FAILED, LimitedPool, Stopped, limited_pool
from tasks.isolation.worker_processes import hold_in_workers
from tasks.manifest.audit_context import AuditContext
from tasks.publishing.replies.audit_receipts import receipts
from tasks.publishing.replies.receipt import Receipt
from tasks.publishing.replies.reply_names import receipt_name
from tasks.publishing.replies.reply_workbook import write_marked_reply, write_receipt
from tasks.scoring.results import Results
from tasks.storage.whole_copy import whole_copy

hold_in_workers(__name__)


@dataclass(frozen=True)
class ReplyJob:
    """One reply to write: where, from which copy in the archive (None: the receipt alone), and what it says.

    The copy bears the SHA-256 of the bytes that were received as its name.
    """

    target: Path
    source: Path | None
    receipt: Receipt
    position: int


def write_receipts(folder: Path, facts: AuditContext, results: Results, jobs: int = 1) -> None:
    """Write the receipt of every village of the area into ``folder``, as anybody with a right to the audit may read it.

    In: the *result* tables villages, findings, submissions, files and decisions, with identifiers masked; ``jobs``:
    worker processes (0: one a core). Raises ``OSError`` when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    told = receipts(facts, results)
    names = {code: folder / receipt_name(code, facts.scope.period) for code in told}
    write_jobs([ReplyJob(names[code], None, receipt.of_village(), 0) for code, receipt in told.items()], jobs)


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
    """Write replies on ``jobs`` worker processes (0: one a core); errors as in ``write_receipts``.

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
