"""*Permintaan Klarifikasi*: one page a person, what the sheet says, which law it touches, how and until when to answer.

It goes to the inspectors only, never into a village's folder, and decides nothing.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from data.calendar import Period
from data.figures import date_text
from data.register import villages
from data.sentences import VILLAGES, text
from tasks.counting.fingerprints import fingerprint
from tasks.findings.decisions import answer_until
from tasks.publishing.clarifications.letter import Line, write_letter

_NAME_DIGITS = 8
_BOXES = {"clarification_yours": 150, "clarification_papers": 40, "clarification_place": 24, "clarification_sign": 64}
"""What the person fills in, and the points of height that are left for it."""


@dataclass(frozen=True)
class Request:
    """What one person is asked: the findings that name him or her, as the ledger keeps them (masked)."""

    village_code: str
    subject: str
    findings: pd.DataFrame

    @property
    def file_name(self) -> str:
        """The page's file name, the same whenever the person is asked again, and without the person's name."""
        return f"{self.village_code}-klarifikasi-{self.person}.xlsx"

    @property
    def withdrawal_name(self) -> str:
        """The file name of the notice to the same person that it is withdrawn."""
        return f"{self.village_code}-penarikan-{self.person}.xlsx"

    @property
    def person(self) -> str:
        """Eight hexadecimal digits that stand for the person in this village."""
        return fingerprint(f"{self.village_code}|{self.subject}")[:_NAME_DIGITS]


def requests(findings: pd.DataFrame) -> Iterator[Request]:
    """Return one request a person. In: as ``tasks.ledger.told_findings.findings_about_persons`` returns them."""
    for (village, subject), rows in findings.groupby(["village_code", "subject"], sort=True):
        yield Request(str(village), str(subject), rows.reset_index(drop=True))


def write_request(folder: Path, request: Request, period: Period, asked_on: date) -> Path:
    """Write one page into an existing folder and return it; the time to answer is limits.csv, clarification_days."""
    lines = [
        *addressed(request, period),
        Line(text("clarification_asked", VILLAGES), date_text(asked_on, VILLAGES)),
        Line(text("clarification_until", VILLAGES), date_text(answer_until(asked_on), VILLAGES)),
    ]
    for number, found in enumerate(request.findings.astype("object").to_dict("records"), start=1):
        lines += [
            *matter(number, found),
            Line(text("clarification_law", VILLAGES), str(found["basis"])),
        ]
    lines.append(Line(text("clarification_how", VILLAGES), text("clarification_answer", VILLAGES)))
    lines += [Line(text(label, VILLAGES), box=height) for label, height in _BOXES.items()]
    path = folder / request.file_name
    title, opening = text("clarification_title", VILLAGES), text("clarification_undecided", VILLAGES)
    sheet = text("clarification_sheet", VILLAGES)
    write_letter(path, request.village_code, sheet, title, opening, lines, asked_on)
    return path


def addressed(request: Request, period: Period) -> list[Line]:
    """Return the lines that say to whom a letter goes and which month it is about."""
    to = Line(text("clarification_to", VILLAGES), request.subject)
    return [to, *place_and_month(request.village_code, period)]


def place_and_month(village_code: str, period: Period) -> list[Line]:
    """Return the lines that say which village and month a letter is about."""
    village = villages().set_index("code")["name"].get(village_code, "")
    return [
        Line(text("clarification_village", VILLAGES), f"{village_code} {village}"),
        Line(text("clarification_period", VILLAGES), period.label),
    ]


def matter(number: int, found: Mapping[Hashable, Any]) -> list[Line]:
    """Return the lines that say what one finding says, and where that stands."""
    return [
        Line(text("clarification_matter", VILLAGES, number=number), str(found["finding_id"])),
        Line(text("clarification_says", VILLAGES), str(found["statement"])),
        Line(text("clarification_where", VILLAGES), _where(found)),
    ]


def _where(found: Mapping[Hashable, Any]) -> str:
    """Return file, sheet, cell and day of a finding, what is not known left out."""
    day = None if pd.isna(found["date"]) else date_text(found["date"], VILLAGES)
    told = (found["file"], found["sheet"], found["cell"], day)
    return "; ".join(str(part) for part in told if not pd.isna(part))
