"""The reply to each checked file: what was received when, and what to mend in this file; into its village's folder.

Beside a reply to a form that is to be mended lies the view of every cell (explain), and the reply names it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from tasks.findings.masked_text import masked_table
from tasks.inbox.archive import archived
from tasks.inbox.delivery import put_replies, second_folders, village_folders
from tasks.inbox.listing import REPLIES
from tasks.inbox.storage import Inbox
from tasks.manifest.audit_context import AuditContext
from tasks.publishing.replies.audit_receipts import plain_rows
from tasks.publishing.replies.corrections import Row
from tasks.publishing.replies.receipt import receipt_of
from tasks.publishing.replies.replies import ReplyJob, write_jobs
from tasks.publishing.replies.reply_names import reply_folder, reply_name, view_name
from tasks.publishing.replies.views import Wanted, files_to_mend, write_views
from tasks.watch.checking import Judged
from tasks.watch.queue import Answered

_UNREADABLE = "S03"
_UNREAD = "TIDAK TERBACA"


def answer(judged: Judged, home: Path, jobs: int) -> list[Answered]:
    """Write the reply to every file of a round into ``<home>/replies/<month>/``; return them, not yet delivered.

    The same file judged on the same day gives the same bytes, and a newer version of a file takes its reply's place.
    """
    folder = reply_folder(home, str(judged.scope.period))
    folder.mkdir(parents=True, exist_ok=True)
    planned = list(_plan(judged, home, folder))
    views = _write_views(judged, home, planned, jobs)
    write_jobs([replace(job, receipt=replace(job.receipt, view=views.get(job.target, ""))) for job, _ in planned], jobs)
    return [done for _, done in planned]


def deliver(done: Sequence[Answered], inbox: Inbox, home: Path) -> tuple[list[Answered], list[str]]:
    """Put replies into the folders of the villages that they answer; return the delivered ones and what went wrong.

    What lies there already with the same bytes is left alone; a view that nothing is to mend in any more goes.
    """
    folders = village_folders(inbox) if done else {}
    delivered: list[Answered] = []
    troubles: list[str] = []
    for code in sorted({each.village_code for each in done}):
        troubles += second_folders(code, folders.get(code, []))
    for each in done:
        folder, view = reply_folder(home, each.period), view_name(each.village_code, each.file)
        there = [name for name in (each.reply, view) if name == each.reply or (folder / name).exists()]
        contents = {PurePosixPath(name).name: (folder / name).read_bytes() for name in there}
        own = folders.get(each.village_code, [each.file.partition("/")[0]])[0]
        place = f"{own}/{REPLIES}"
        earlier = re.compile(re.escape(PurePosixPath(view).name))
        trouble = put_replies(inbox, each.village_code, place, contents, surplus=earlier)
        if trouble:
            troubles.append(trouble)
        else:
            delivered.append(each)
    return delivered, troubles


def _write_views(
    judged: Judged, home: Path, planned: Sequence[tuple[ReplyJob, Answered]], jobs: int
) -> dict[Path, str]:
    """Write the view of each file with something to mend; return its name by the reply's path."""
    views: dict[Path, Wanted] = {}
    mend, folder = files_to_mend(judged.findings), reply_folder(home, str(judged.scope.period))
    for job, done in planned:
        target = folder / view_name(done.village_code, done.file)
        if job.source and done.file in mend:
            views[job.target] = Wanted(target, done.file, done.sha256)
        else:
            target.unlink(missing_ok=True)
    written = write_views(home, list(views.values()), judged.returns, judged.scope.period.year, jobs)
    return {reply: view.target.name for reply, view in views.items() if view.target in written}


def _plan(judged: Judged, home: Path, folder: Path) -> Iterator[tuple[ReplyJob, Answered]]:
    """Plan the reply to each waiting file: its own findings, and those of its village that no other file answers."""
    findings_of, submissions_of, files = (
        plain_rows(masked_table(table)) for table in (judged.findings, judged.submissions, judged.files)
    )
    own_rows = dict(zip(judged.files["file"], files, strict=True))
    facts = AuditContext(judged.scope, inputs={}, mends=judged.mends)
    for each in judged.waiting:
        row = own_rows[each.file]
        findings, submissions = (
            [
                found
                for found in told
                if found["village_code"] == each.village_code and found["file"] in (None, row["file"])
            ]
            for told in (findings_of, submissions_of)
        )
        status = _status(row, findings)
        receipt = receipt_of(facts, each.village_code, findings, submissions, [row], status, judged.scope.deadlines.due)
        name = reply_name(each.village_code, each.file)
        (folder / name).parent.mkdir(exist_ok=True)
        source = archived(home, each.sha256) if receipt.files else None
        period = str(judged.scope.period)
        yield (
            ReplyJob(folder / name, source, receipt, 0),
            Answered(each.file, each.village_code, each.sha256, period, len(findings), name, delivered=False),
        )


def _status(file: Row, findings: Sequence[Row]) -> str:
    """Return the word of the receipt for one file; TIDAK TERBACA is a word of receipts only, no village's status."""
    rules_of_file = {found["rule"] for found in findings if found["file"] == file["file"]}
    if _UNREADABLE in rules_of_file:
        return _UNREAD
    if file["state"] == "rejected":
        return "BELUM DIHITUNG"
    return "KIRIMAN"
