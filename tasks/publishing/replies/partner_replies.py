"""What an audit tells each body that sent files of its own: what became of them, and what is to be mended there.

It goes into that body's folder ``_mitra/<BODY>/balasan/`` alone.
"""

from pathlib import Path

import pandas as pd

from data.forms import form_label
from data.partners import partner, sender_folder
from tasks.findings.masked_text import masked_tables
from tasks.inbox.archive import archived
from tasks.inbox.listing import REPLIES
from tasks.inbox.opening import InboxLike, open_inbox
from tasks.manifest.audit_context import AuditContext
from tasks.publishing.replies.audit_receipts import plain_rows
from tasks.publishing.replies.own_folder import put_into_own_folder
from tasks.publishing.replies.receipt import Receipt, receipt_of_body
from tasks.publishing.replies.replies import ReplyJob, write_jobs
from tasks.publishing.replies.reply_names import STATUS, receipt_name, reply_folder, reply_name
from tasks.scoring.results import Results


def partner_receipts(facts: AuditContext, results: Results) -> dict[str, Receipt]:
    """Return the receipt of every body that has a file in the inbox.

    In: the *result* tables findings, files and partner_rows. A body is told what is wrong with its own files, and
    nothing about a village or another body.
    """
    files = _own_files(results)
    found = {}
    for body, own in files.groupby("body"):
        rows = results.partner_rows[results.partner_rows["file"].isin(own["file"])]
        told = results.findings[results.findings["file"].isin(own["file"])]
        forms = rows.assign(form=rows["form"].map(form_label)).groupby("file")["form"].agg(", ".join)
        listed = own.assign(
            form=own["file"].map(forms).astype("str"),
            rows_read=own["file"].map(rows.groupby("file")["rows_read"].sum()).fillna(0),
        )
        found[str(body)] = receipt_of_body(facts, partner(str(body)), plain_rows(told), plain_rows(listed))
    return found


def write_partner_receipts(folder: Path, facts: AuditContext, results: Results, jobs: int = 1) -> None:
    """Write the receipt of every body beside the villages' into ``folder``; errors as in ``write_receipts``."""
    told = partner_receipts(facts, results)
    names = {body: folder / receipt_name(body, facts.scope.period) for body in told}
    write_jobs([ReplyJob(names[body], None, receipt.of_village(), 0) for body, receipt in told.items()], jobs)


def deliver_partner_replies(
    home: Path, inbox: InboxLike, facts: AuditContext, results: Results, jobs: int
) -> list[str]:
    """Write each body's status, and the marked copy of each of its files with something to mend, into
    ``<home>/replies/<period>/<area>/`` and into the body's own folder.

    In: results and facts in the villages' language. None stays of a file with nothing to mend. Out: a sentence for
    each folder that could not be written to.
    """
    told = partner_receipts(facts, masked_tables(results))
    if not told:
        return []
    place, files = open_inbox(inbox), _own_files(results)
    kept = reply_folder(home, str(facts.scope.period)) / facts.scope.area.code
    troubles: list[str] = []
    for body, receipt in told.items():
        (kept / body).mkdir(parents=True, exist_ok=True)
        status = kept / body / STATUS
        copies = [
            ReplyJob(kept / reply_name(body, file), archived(home, digest), receipt, position)
            for position, (file, digest) in enumerate(receipt.files)
        ]
        write_jobs([ReplyJob(status, None, receipt.of_village(), 0), *copies], jobs)
        own = files.loc[files["body"] == body, "file"]
        ours = {kept / reply_name(body, file) for file in own}
        written = [status, *(job.target for job in copies)]
        troubles += put_into_own_folder(place, body, f"{sender_folder(own.iloc[0])}/{REPLIES}", written, ours)
    return troubles


def _own_files(results: Results) -> pd.DataFrame:
    """Return the partners' files that are submissions, with their body."""
    files = results.files
    return files[(files["place"] == "partner") & (files["state"] != "ignored")]
