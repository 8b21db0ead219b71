"""*Pemberitahuan Penarikan*: to a person who was asked or a body whose package held it."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from data.calendar import Period
from data.figures import date_text
from data.packages import packages
from data.sentences import VILLAGES, text
from tasks.publishing.clarifications.letter import Line, write_letter
from tasks.publishing.clarifications.request import Request, addressed, matter, place_and_month
from tasks.publishing.packages.packages import package_name


def write_withdrawal(folder: Path, notice: Request, period: Period) -> Path:
    """Write one person's notice into an existing folder and return it.

    In: a request whose findings also have ``asked_on``, ``withdrawn_on`` and ``reason``
    (``tasks.ledger.withdrawals.withdrawn_findings``).
    """
    lines = addressed(notice, period)
    for number, found in enumerate(_records(notice.findings), start=1):
        asked = Line(text("clarification_asked", VILLAGES), date_text(found["asked_on"], VILLAGES))
        lines += [*matter(number, found), asked, *_taken_back(found)]
    return _write(folder / notice.withdrawal_name, notice.village_code, "withdrawal_opening", lines, notice.findings)


def write_withdrawal_to_body(
    folder: Path, body: str, village_code: str, area_code: str, findings: pd.DataFrame, period: Period
) -> Path:
    """Write one body's notice about a village into an existing folder and return it.

    In: ``body``, a package of ``packages.csv``; ``area_code`` of the audits that packed it; ``findings`` as
    ``tasks.ledger.withdrawals.withdrawn_from_packages`` returns them. What is withdrawn is one finding, not the report.
    """
    (package,) = (each for each in packages() if each.package == body)
    name = package_name(package, area_code, period)
    to = Line(text("clarification_to", VILLAGES), package.addressee(VILLAGES))
    lines = [to, *place_and_month(village_code, period)]
    for number, found in enumerate(_records(findings), start=1):
        held = text("withdrawal_held", VILLAGES, package=name, as_of=date_text(found["as_of"], VILLAGES))
        case = [] if pd.isna(found["case_id"]) else [Line(text("withdrawal_case", VILLAGES), str(found["case_id"]))]
        lines += [*matter(number, found), Line(text("withdrawal_package", VILLAGES), held), *case, *_taken_back(found)]
    path = folder / f"{village_code}-penarikan-{package.file}.xlsx"
    return _write(path, village_code, "withdrawal_to_body", lines, findings)


def _records(findings: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return findings.astype("object").to_dict("records")


def _taken_back(found: Mapping[Hashable, Any]) -> list[Line]:
    return [
        Line(text("withdrawal_on", VILLAGES), date_text(found["withdrawn_on"], VILLAGES)),
        Line(text("withdrawal_why", VILLAGES), str(found["reason"])),
    ]


def _write(path: Path, area_code: str, opening: str, lines: Sequence[Line], findings: pd.DataFrame) -> Path:
    day: date = findings["withdrawn_on"].max().date()
    signed = [*lines, Line(text("withdrawal_sign", VILLAGES), box=64)]
    sheet, title = text("withdrawal_sheet", VILLAGES), text("withdrawal_title", VILLAGES)
    write_letter(path, area_code, sheet, title, text(opening, VILLAGES), signed, day)
    return path
