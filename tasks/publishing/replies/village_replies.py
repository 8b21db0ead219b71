"""What an audit puts into each village's own folder: its status, and each of its files that is to be mended, marked.

A marked copy is the village's whole workbook, with numbers and names in full: it goes into that village's folder and
the home, never among the outputs.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from data.register import leading_village_code
from data.scope import Scope
from data.sentences import VILLAGES, text
from tasks.findings.masked_text import masked_tables
from tasks.inbox.archive import archived
from tasks.inbox.delivery import put_replies, second_folders, village_folders
from tasks.inbox.listing import REPLIES
from tasks.inbox.opening import InboxLike, open_inbox
from tasks.manifest.audit_context import AuditContext
from tasks.publishing.replies.audit_receipts import receipts
from tasks.publishing.replies.own_folder import put_into_own_folder
from tasks.publishing.replies.partner_replies import deliver_partner_replies
from tasks.publishing.replies.receipt import Receipt
from tasks.publishing.replies.replies import ReplyJob, write_jobs
from tasks.publishing.replies.reply_names import STATUS, reply_folder, reply_name, view_name
from tasks.publishing.replies.views import Wanted, files_to_mend, write_views
from tasks.reading.returns import Returns
from tasks.scoring.results import Results


def deliver_replies(
    folder: Path,
    home: Path,
    inbox: InboxLike,
    facts: AuditContext,
    returns: Returns,
    results: Results,
    jobs: int,
) -> list[str]:
    """Put the receipts of an audit from ``folder``, marked copies and views into the villages' own folders,
    and to each body what is its own.

    In and out as of the two below; a folder that takes neither is told once.
    """
    troubles = deliver_receipts(folder, inbox, facts.scope)
    troubles += deliver_partner_replies(home, inbox, facts, results, jobs)
    return list(dict.fromkeys(troubles + deliver_marked_copies(home, inbox, facts, returns, results, jobs)))


def deliver_receipts(folder: Path, inbox: InboxLike, scope: Scope) -> list[str]:
    """Put the receipts that lie in ``folder`` into the villages' own folders of an inbox, as their status.

    One that is there already with the same bytes is left alone, and those of an earlier release go. Out: a sentence
    for each village whose folder could not be written to: that is its trouble, not the audit's.
    """
    place = open_inbox(inbox)
    folders = village_folders(place)
    troubles: list[str] = []
    for path in sorted(folder.iterdir()):
        code = leading_village_code(path.name)
        if not code:
            continue
        own = folders.get(code, [])
        if not own:
            troubles.append(text("folder_missing", VILLAGES, code=code, place=path.name))
            continue
        troubles += second_folders(code, own)
        earlier = re.compile(rf"{re.escape(code)}-{re.escape(str(scope.period))}(-[0-9]+)?\.xlsx")
        trouble = put_replies(place, code, f"{own[0]}/{REPLIES}", {STATUS: path.read_bytes()}, earlier)
        troubles += [trouble] if trouble else []
    return troubles


def deliver_marked_copies(
    home: Path, inbox: InboxLike, facts: AuditContext, returns: Returns, results: Results, jobs: int
) -> list[str]:
    """Write the marked copy of each file with something to mend or explain, and the view of its cells, into
    ``<home>/replies/<period>/<area>/``, and both into its village's folder.

    In: the audit's *read* tables, results and facts in the villages' language. A village without a folder of its own
    gets none, and none stays of a file with nothing to mend. Out: a sentence for each folder that could not be
    written to.
    """
    place, scope = open_inbox(inbox), facts.scope
    folders = village_folders(place)
    kept = reply_folder(home, str(scope.period)) / scope.area.code
    told = {code: receipt for code, receipt in receipts(facts, masked_tables(results)).items() if code in folders}
    views = _write_views(home, kept, told, returns, results, facts, jobs)
    jobs_of = {code: _marked_copies(home, kept, receipt, views) for code, receipt in told.items()}
    for code in told:
        (kept / code).mkdir(parents=True, exist_ok=True)
    write_jobs([job for own in jobs_of.values() for job in own], jobs)
    files = results.files[(results.files["place"] == "village") & (results.files["state"] != "ignored")]
    sent = {str(code): list(own) for code, own in files.groupby("village_code")["file"]}
    troubles: list[str] = []
    for code in sorted(told.keys() & sent.keys()):
        written = [job.target for job in jobs_of[code]] + [view for file, view in views.items() if file in sent[code]]
        ours = [kept / name(code, file) for file in sent[code] for name in (reply_name, view_name)]
        troubles += put_into_own_folder(place, code, f"{folders[code][0]}/{REPLIES}", written, ours)
    return troubles


def _write_views(
    home: Path,
    kept: Path,
    told: Mapping[str, Receipt],
    returns: Returns,
    results: Results,
    facts: AuditContext,
    jobs: int,
) -> dict[str, Path]:
    """Write the view of each answered file on whose sheets something is to be mended; return its place by file."""
    mend = files_to_mend(results.findings)
    wanted = [
        Wanted(kept / view_name(code, file), file, digest)
        for code, receipt in told.items()
        for file, digest in receipt.files
        if file in mend
    ]
    written = write_views(home, wanted, returns, facts.scope.period.year, jobs)
    return {each.file: each.target for each in wanted if each.target in written}


def _marked_copies(home: Path, kept: Path, receipt: Receipt, views: Mapping[str, Path]) -> list[ReplyJob]:
    """Plan the marked copy of each answered file of a village; it names the view that lies beside it."""
    return [
        ReplyJob(
            kept / reply_name(receipt.area_code, file),
            archived(home, digest),
            replace(receipt, view=views[file].name if file in views else ""),
            position,
        )
        for position, (file, digest) in enumerate(receipt.files)
    ]
