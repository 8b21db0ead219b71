"""The reply to each checked file: what was received when, and what to mend in this file; into its village's folder."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from tasks.findings.masked_text import masked_table
from tasks.inbox.archive import archived
from tasks.inbox.delivery import put_replies
from tasks.inbox.listing import REPLIES
from tasks.inbox.storage import Inbox
from tasks.manifest.audit_context import AuditContext
from tasks.publishing.replies.receipt import Row, receipt_of
from tasks.publishing.replies.replies import ReplyJob, plain_rows, write_jobs
from tasks.watch.checking import Judged
from tasks.watch.queue import Answered

_UNREADABLE = "S03"


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
        trouble = put_replies(inbox, each.village_code, place, {PurePosixPath(each.reply).name: content})
        if trouble:
            troubles.append(trouble)
        else:
            delivered.append(each)
    return delivered, troubles


def reply_folder(home: Path, period: str) -> Path:
    """Return where the replies of a month are kept, also those that could not be delivered."""
    return home / "replies" / period


def reply_name(code: str, file: str) -> str:
    """Return where the reply to one file lies among those of a month: ``<village>/<the file's name>-balasan.xlsx``.

    A file in a folder of the village's own, or of another kind than .xlsx, bears that in its reply's name.
    """
    path = PurePosixPath(*PurePosixPath(file).parts[1:])
    kind = path.suffix.lstrip(".").casefold()
    stem = " - ".join([*path.parts[:-1], path.stem]) + (f" ({kind})" if kind not in {"", "xlsx"} else "")
    return f"{code}/{stem}-balasan.xlsx"


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
        return "TIDAK TERBACA"
    if file["state"] == "rejected":
        return "BELUM DIHITUNG"
    return "KIRIMAN"
