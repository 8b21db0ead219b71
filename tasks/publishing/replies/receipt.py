"""What a reply tells a village or a body: what was received, how far the village is, and what to mend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from data.calendar import Period
from data.figures import date_text
from data.forms import Form, form_label
from data.partners import Partner
from data.reference import limit, load
from data.register import villages_in
from data.sentences import VILLAGES, text
from data.settings import Settings
from data.workbook import marks
from tasks.manifest.audit_context import AuditContext
from tasks.publishing.reasons import state_in_words
from tasks.publishing.replies.corrections import Correction, Row, base_name, corrections, told
from tasks.publishing.replies.reply_names import reply_name

_HASH_DIGITS = 12
_ANSWERED = ("current", "rejected")
_NO_FILE = ""
_UNREADABLE = "S03"

PARTNER = "MITRA"
"""The word of a body's receipt: no due date holds for its files."""


@dataclass(frozen=True)
class Received:
    """One line on what was received: the words of its cells, as they are printed."""

    form: str
    file: str
    received: str
    state: str
    content: str


@dataclass(frozen=True)
class Receipt:
    """Everything that the replies to one village, or one body, say; ``area_code`` is its code, or the audit's area of a
    body; ``files`` are those that get a reply, with their SHA-256.

    ``month`` is the month that the files are for, ``reported_month`` the one that villages report on now;
    ``is_closed``: the days of grace are over. ``view`` is the name of the file beside the reply that shows what every
    cell was taken for, "" where there is none; ``replies`` are the names of the replies to ``files``.
    """

    area_code: str
    place: str
    status: str
    as_of: date
    due: str
    grace: str
    files: tuple[tuple[str, str], ...]
    received: tuple[Received, ...]
    corrections: tuple[Correction, ...]
    month: str = ""
    reported_month: str = ""
    is_closed: bool = False
    contact: str = ""
    view: str = ""
    replies: tuple[str, ...] = ()

    def of_village(self) -> "Receipt":
        """Return the receipt that is for no single file: it lists everything."""
        return replace(self, files=())

    def for_file(self, position: int) -> list[Correction]:
        """Return what the reply to one file lists, worst first.

        Its own corrections and those of no file; the first reply also those of files that get no reply. A village
        without files gets everything.
        """
        if not self.files:
            return list(self.corrections)
        own = self.files[position][0]
        elsewhere = {file for file, _ in self.files} - {own}
        return [
            correction
            for correction in self.corrections
            if correction.file in {own, _NO_FILE} or (position == 0 and correction.file not in elsewhere)
        ]


def receipt_of(
    facts: AuditContext,
    village_code: str,
    findings: Sequence[Row],
    submissions: Sequence[Row],
    files: Sequence[Row],
    status: str,
    due: date,
) -> Receipt:
    """Build the receipt of one village from its rows of the *result* tables, its status and its own due date.

    Rows are dictionaries with None where a value is missing. Files that count or were rejected and have something to
    mend get a reply of their own, those that count first and no more than ``village_replies``; all others are only
    listed, as are those that nobody could open: nothing in them can be marked. A village without such a file gets the
    receipt alone.
    """
    village = villages_in(village_code).iloc[0]
    scope = facts.scope
    answered = _answered(findings, files)
    return Receipt(
        area_code=village_code,
        place=text(
            "place",
            VILLAGES,
            kind=village["kind"].capitalize(),
            village=village["name"],
            code=village_code,
            district=village["district_name"],
            period=scope.period.label,
        ),
        status=status,
        as_of=scope.as_of,
        due=date_text(due, VILLAGES),
        grace=date_text(scope.deadlines.grace_until, VILLAGES),
        files=tuple((row["file"], row["sha256"]) for row in answered),
        received=tuple(_received(submissions, files)),
        corrections=tuple(corrections(findings, lambda row: facts.mend(row["finding_id"], row["rule"]), VILLAGES)),
        month=scope.period.label,
        reported_month=Period.of(scope.as_of).before.label,
        is_closed=scope.as_of > scope.deadlines.grace_until,
        contact=Settings().contact,
        replies=tuple(PurePosixPath(reply_name(village_code, row["file"])).name for row in answered),
    )


def receipt_of_body(facts: AuditContext, sender: Partner, findings: Sequence[Row], files: Sequence[Row]) -> Receipt:
    """Build the receipt of a body from the findings on its files and from these, which also have form and rows_read.

    Files with something to mend get a reply of their own, as a village's do (``receipt_of``).
    """
    scope, answered, unknown = facts.scope, _answered(findings, files), text("unknown_form", VILLAGES)
    return Receipt(
        area_code=scope.area.code,
        place=text("partner_place", VILLAGES, body=sender.name("id"), area=scope.area.name, period=scope.period.label),
        status=PARTNER,
        as_of=scope.as_of,
        due="",
        grace="",
        files=tuple((row["file"], row["sha256"]) for row in answered),
        received=tuple(_line(row, row["form"] or unknown, row["received_date"]) for row in files),
        corrections=tuple(corrections(findings, lambda row: facts.mend(row["finding_id"], row["rule"]), VILLAGES)),
        month=scope.period.label,
        contact=Settings().contact,
        replies=tuple(PurePosixPath(reply_name(sender.body, row["file"])).name for row in answered),
    )


def _answered(findings: Sequence[Row], files: Sequence[Row]) -> list[Row]:
    """Return the files that get a reply of their own: those with findings, which somebody could open."""
    named = {row["file"] for row in findings} - {row["file"] for row in findings if row["rule"] == _UNREADABLE}
    answered = [row for row in files if row["state"] in _ANSWERED and row["sha256"] and row["file"] in named]
    answered.sort(key=lambda row: (row["state"], row["file"]))  # current comes before rejected
    return answered[: int(limit("village_replies"))]


def _received(submissions: Sequence[Row], files: Sequence[Row]) -> Iterator[Received]:
    """Yield a line for each form of each file, for each missing form, and for each file without a known form."""
    forms = [form.form for form in load("forms", Form)]
    for row in sorted(submissions, key=lambda row: forms.index(str(row["form"]))):
        yield _line(row, form_label(str(row["form"])), row["received_at"])
    with_forms = {row["file"] for row in submissions}
    for row in sorted(files, key=lambda row: str(row["file"])):
        if row["file"] not in with_forms:
            yield _line(row, text("unknown_form", VILLAGES), row["received_at"])


def _line(row: Row, form: str, moment: Any) -> Received:
    states = marks("submission_state")
    word = states[row["state"]].word if row["state"] in states else ""
    digest = told(row["sha256"])[:_HASH_DIGITS]
    return Received(
        form=form,
        file=base_name(row["file"]),
        received="" if moment is None else date_text(moment.date(), VILLAGES),
        state=state_in_words(word, told(row["reason"]), VILLAGES),
        content="; ".join(_content(row, digest)) if digest else "",
    )


def _content(row: Row, digest: str) -> Iterator[str]:
    """Yield what was read of a form: its month and who says so, its rows, its vacant posts, and the file's hash."""
    if row.get("month_source"):
        yield told(row["month_source"])
    if row.get("work_pattern"):
        yield told(row["work_pattern"])
    if row.get("vacant_count"):
        yield text("vacant_posts", VILLAGES, count=int(row["vacant_count"]))
    count = int(row["rows_read"])
    if count:
        yield text("content", VILLAGES, count=count, digest=digest)
    else:
        yield text("content_no_rows" if row.get("form") else "content_not_read", VILLAGES, digest=digest)
