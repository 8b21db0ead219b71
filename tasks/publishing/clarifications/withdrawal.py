"""*Pemberitahuan Penarikan*: to whoever was asked about a finding that is withdrawn, in the request's own folder."""

from datetime import date
from pathlib import Path

from data.calendar import Period
from data.figures import date_text
from data.sentences import VILLAGES, text
from tasks.publishing.clarifications.letter import Line, write_letter
from tasks.publishing.clarifications.request import Request, addressed, matter


def write_withdrawal(folder: Path, notice: Request, period: Period) -> Path:
    """Write one notice into an existing folder and return it.

    In: a request whose findings also have ``asked_on``, ``withdrawn_on`` and ``reason``
    (``tasks.ledger.withdrawals.withdrawn_findings``).
    """
    lines = addressed(notice, period)
    for number, found in enumerate(notice.findings.astype("object").to_dict("records"), start=1):
        lines += [
            *matter(number, found),
            Line(text("clarification_asked", VILLAGES), date_text(found["asked_on"], VILLAGES)),
            Line(text("withdrawal_on", VILLAGES), date_text(found["withdrawn_on"], VILLAGES)),
            Line(text("withdrawal_why", VILLAGES), str(found["reason"])),
        ]
    lines.append(Line(text("withdrawal_sign", VILLAGES), box=64))
    path = folder / notice.withdrawal_name
    day: date = notice.findings["withdrawn_on"].max().date()
    title, opening = text("withdrawal_title", VILLAGES), text("withdrawal_opening", VILLAGES)
    write_letter(path, text("withdrawal_sheet", VILLAGES), title, opening, lines, day)
    return path
