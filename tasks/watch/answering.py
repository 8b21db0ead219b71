"""The reply to each checked file: what was received when, and what to mend in this file; into its village's folder."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from data.catalogue import rules
from tasks.counting.fingerprints import fingerprint
from tasks.findings.masked_text import masked_tables
from tasks.inbox.archive import archived
from tasks.inbox.delivery import put_replies
from tasks.inbox.listing import REPLIES
from tasks.inbox.storage import Inbox
from tasks.manifest.audit_context import AuditContext
from tasks.publishing.replies.receipt import receipt_of
from tasks.publishing.replies.replies import TOLD, ReplyJob, plain_rows, write_jobs
from tasks.watch.checking import Judged
from tasks.watch.queue import Answered

_STATUS = "KIRIMAN"
_NAME_DIGITS = 8


def answer(judged: Judged, home: Path, jobs: int) -> list[Answered]:
    """Write the reply to every file of a round into ``<home>/replies/<month>/``; return them, not yet delivered.

    The same file judged on the same day gives the same bytes, and a newer version of a file takes its reply's place.
    """
    folder = reply_folder(home, str(judged.scope.period))
    folder.mkdir(parents=True, exist_ok=True)
    planned = list(_plan(judged, home, folder))
    write_jobs([job for job, _ in planned], jobs)
    return [done for _, done in planned]


def deliver(done: Sequence[Answered], inbox: Inbox, home: Path) -> tuple[list[Answered], list[str]]:
    """Put replies into the folders of the files that they answer; return the delivered ones and what went wrong.

    What lies there already with the same bytes is left alone.
    """
    delivered, troubles = [], []
    for each in done:
        content = (reply_folder(home, each.period) / each.reply).read_bytes()
        place = f"{each.file.partition('/')[0]}/{REPLIES}"
        trouble = put_replies(inbox, each.village_code, place, {each.reply: content})
        if trouble:
            troubles.append(trouble)
        else:
            delivered.append(each)
    return delivered, troubles


def reply_folder(home: Path, period: str) -> Path:
    """Return where the replies of a month are kept, also those that could not be delivered."""
    return home / "replies" / period


def reply_name(code: str, period: str, file: str) -> str:
    """Return the name of the reply to one file of a village, by its path in the inbox."""
    return f"{code}-{period}-kiriman-{fingerprint(file)[:_NAME_DIGITS]}.xlsx"


def _plan(judged: Judged, home: Path, folder: Path) -> Iterator[tuple[ReplyJob, Answered]]:
    period = judged.scope.period
    told = judged.findings["rule"].isin([code for code, rule in rules().items() if rule.family in TOLD])
    shown = masked_tables({"findings": judged.findings[told], "submissions": judged.submissions, "files": judged.files})
    rows = {name: plain_rows(table) for name, table in shown.items()}
    facts = AuditContext(judged.scope, inputs={}, mends=judged.mends)
    due = judged.scope.deadlines.due
    for file, row in zip(judged.files["file"], rows["files"], strict=True):
        code, digest = str(row["village_code"]), str(row["sha256"])
        mistakes, submissions = (
            [found for found in rows[name] if found["file"] == row["file"]] for name in ("findings", "submissions")
        )
        receipt = receipt_of(facts, code, mistakes, submissions, [row], _STATUS, due)
        name = reply_name(code, str(period), file)
        source = archived(home, digest) if receipt.files else None
        yield (
            ReplyJob(folder / name, source, receipt, 0),
            Answered(file, code, digest, str(period), len(mistakes), name, delivered=0),
        )
