"""What a reply tells a village: what was received, how far the village is, and what to mend, worst first."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from data.calendar import Period
from data.catalogue import rules
from data.figures import date_text
from data.forms import expected_forms, form_label
from data.reference import limit
from data.register import villages_in
from data.sentences import VILLAGES, text
from data.settings import Settings
from data.workbook import marks
from tasks.manifest.audit_context import AuditContext

_CELLS_NAMED = 8
_HASH_DIGITS = 12
_ANSWERED = ("current", "rejected")
_NO_FILE = ""
_FOLLOWS = "S01"
_UNREADABLE = "S03"
_OF_THE_FORM = ("submission", "quality")

Row = Mapping[str, Any]
"""A row of a result table; None where a value is missing."""


@dataclass(frozen=True)
class Received:
    """One line on what was received: the words of its cells, as they are printed."""

    form: str
    file: str
    received: str
    state: str
    content: str


@dataclass(frozen=True)
class Correction:
    """What is to be mended or explained at one or several cells of a sheet; ``cells`` is empty for a whole file.

    ``forms``: the form that it is about; several where the same is missing.
    """

    severity: str
    rule: str
    forms: tuple[str, ...]
    file: str
    sheet: str
    cells: tuple[str, ...]
    values: tuple[str, ...]
    statement: str
    mend: str

    @property
    def is_question(self) -> bool:
        """Whether it is to be explained: nothing in the form itself is filled in wrongly."""
        return rules()[self.rule].family not in _OF_THE_FORM


@dataclass(frozen=True)
class Receipt:
    """Everything that the replies to one village say; ``files`` are those that get a reply, with their SHA-256.

    ``month`` is the month that the files are for, ``reported_month`` the one that villages report on now;
    ``is_closed``: the days of grace are over. ``view`` is the name of the file beside the reply that shows what every
    cell was taken for, "" where there is none.
    """

    village_code: str
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
    named = {row["file"] for row in findings} - {row["file"] for row in findings if row["rule"] == _UNREADABLE}
    answered = [row for row in files if row["state"] in _ANSWERED and row["sha256"] and row["file"] in named]
    answered.sort(key=lambda row: (row["state"], row["file"]))  # current comes before rejected
    return Receipt(
        village_code=village_code,
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
        files=tuple((row["file"], row["sha256"]) for row in answered[: int(limit("village_replies"))]),
        received=tuple(_received(submissions, files)),
        corrections=tuple(_corrections(facts, findings)),
        month=scope.period.label,
        reported_month=Period.of(scope.as_of).before.label,
        is_closed=scope.as_of > scope.deadlines.grace_until,
        contact=Settings().contact or text("nobody_named", VILLAGES),
    )


def reply_name(village_code: str, period: object, position: int) -> str:
    """Return a reply's file name: ``35.03.01.2001-2024-10.xlsx``, for further files ``…-2.xlsx`` and so on."""
    further = f"-{position + 1}" if position else ""
    return f"{village_code}-{period}{further}.xlsx"


def _received(submissions: Sequence[Row], files: Sequence[Row]) -> Iterator[Received]:
    """Yield a line for each form of each file, for each missing form, and for each file without a known form."""
    for row in submissions:
        yield _line(row, form_label(str(row["form"])), row["received_at"])
    with_forms = {row["file"] for row in submissions}
    for row in sorted(files, key=lambda row: str(row["file"])):
        if row["file"] not in with_forms:
            yield _line(row, text("unknown_form", VILLAGES), None)


def _line(row: Row, form: str, moment: Any) -> Received:
    states = marks("submission_state")
    word = states[row["state"]].word if row["state"] in states else ""
    reason, digest = _text(row["reason"]), _text(row["sha256"])[:_HASH_DIGITS]
    return Received(
        form=form,
        file=_base(row["file"]),
        received="" if moment is None else date_text(moment.date(), VILLAGES),
        state=f"{word} ({reason})" if reason and word else reason or word,
        content="; ".join(_content(row, digest)) if digest else "",
    )


def _content(row: Row, digest: str) -> Iterator[str]:
    """Yield what was read of a form: its month and who says so, its rows, its vacant posts, and the file's hash."""
    if row.get("month_source"):
        yield _text(row["month_source"])
    if row.get("vacant_count"):
        yield text("vacant_posts", VILLAGES, count=int(row["vacant_count"]))
    yield text("content", VILLAGES, count=int(row["rows_read"]), digest=digest)


def _corrections(facts: AuditContext, findings: Sequence[Row]) -> Iterator[Correction]:
    """Yield corrections worst first; the cells of one person and sheet with the same fault are one correction.

    A reason stands before what follows from it: missing forms come last of their rank, and are one correction.
    """
    ranks = {severity: place for place, severity in enumerate(marks("severity"))}

    def together(row: Row) -> tuple[object, ...]:
        follows = row["rule"] == _FOLLOWS
        form = "" if follows else _text(row["form"])
        said = "" if follows else _text(row["statement"])  # each missing form has its own
        texts = (*(_text(row[name]) for name in ("file", "sheet", "subject")), said)
        return ranks[row["severity"]], follows, row["rule"], form, *texts, facts.mend(row["finding_id"], row["rule"])

    def order(row: Row) -> tuple[object, ...]:
        cell = _text(row["cell"])
        return *together(row), len(cell), cell, row["finding_id"]

    for _, group in groupby(sorted(findings, key=order), key=together):
        rows = list(group)
        first = rows[0]
        yield Correction(
            severity=first["severity"],
            rule=first["rule"],
            forms=_in_order({row["form"] for row in rows if row["form"]}),
            file=_text(first["file"]),
            sheet=_text(first["sheet"]),
            cells=tuple(dict.fromkeys(row["cell"] for row in rows if row["cell"])),
            values=tuple(dict.fromkeys(row["value"] for row in rows if row["value"])),
            statement=first["statement"] if len({row["statement"] for row in rows}) == 1 else _rule_says(first["rule"]),
            mend=facts.mend(first["finding_id"], first["rule"]),
        )


def _rule_says(rule: str) -> str:
    return rules()[rule].statement(VILLAGES)


def _in_order(forms: Collection[str]) -> tuple[str, ...]:
    """Return forms as the forms themselves are ordered."""
    return tuple(sorted(forms, key=lambda form: (form not in expected_forms(), [*expected_forms(), form].index(form))))


def where(correction: Correction, own_file: str) -> str:
    """Say in words where a correction is; a file is named only when it is not the one that the reply is for."""
    if correction.cells:
        place = text("where_cell", VILLAGES, sheet=correction.sheet, cells=_few(correction.cells))
    elif correction.sheet:
        place = correction.sheet
    elif correction.file:
        return text("where_file", VILLAGES, file=_base(correction.file))
    elif correction.forms:
        return text("where_missing", VILLAGES, form=", ".join(map(form_label, correction.forms)))
    else:
        return ""
    if correction.file == own_file:
        return place
    return text("where_other", VILLAGES, file=_base(correction.file), place=place)


def where_short(correction: Correction) -> str:
    """Say where the first cell of a correction is, and how many more there are; some programs do not wrap links."""
    first, more = correction.cells[0], len(correction.cells) - 1
    cells = text("where_also", VILLAGES, cell=first, count=more) if more else first
    return text("where_cell", VILLAGES, sheet=correction.sheet, cells=cells)


def written(correction: Correction) -> str:
    """Return what stands in the cells, a few values of them."""
    return _few(correction.values)


def _few(texts: tuple[str, ...]) -> str:
    shown = ", ".join(texts[:_CELLS_NAMED])
    more = len(texts) - _CELLS_NAMED
    return text("where_more", VILLAGES, cells=shown, count=more) if more > 0 else shown


def _base(file: object) -> str:
    return PurePosixPath(_text(file)).name


def _text(value: object) -> str:
    return "" if value is None else str(value)
