"""Asking persons about findings, and taking back what was asked in error: chosen, written, and put on record.

Pages lie in ``<home>/klarifikasi/<period>/<area>/`` and are for inspectors alone.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine

from data.calendar import Period
from data.errors import UsageError
from data.register import Area, regency_of
from data.sentences import both
from tasks.findings.carried import FormerIds
from tasks.findings.decisions import WITHDRAWAL
from tasks.findings.redaction import name_of
from tasks.ledger.clarification_requests import record_requests
from tasks.ledger.former_ids import known_former_ids
from tasks.ledger.told_findings import audited_months, findings_about_persons
from tasks.ledger.withdrawals import withdrawn_findings, withdrawn_from_packages
from tasks.publishing.clarifications.request import Request, requests, write_request
from tasks.publishing.clarifications.withdrawal import write_withdrawal, write_withdrawal_to_body

FOLDER = "klarifikasi"


@dataclass(frozen=True)
class Choice:
    """Who is asked: everybody whom the month's latest audit of an area names, or those of a finding or a village."""

    period: Period
    area: Area
    finding: str | None = None
    village_code: str | None = None
    everybody: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether exactly one of the three is chosen."""
        return [bool(self.finding), bool(self.village_code), self.everybody].count(True) == 1


def folder_of(home: Path, period: Period, area_code: str) -> Path:
    """Return where the pages of a month and area lie."""
    return home / FOLDER / str(period) / area_code


def ask_persons(ledger: Engine, home: Path, choice: Choice, asked_by: str, origin: str, now: datetime) -> list[Path]:
    """Write one page a person and record each request; return the pages.

    In: ``asked_by``: account or system user; ``origin``: command or ui. What was withdrawn is asked about no more.
    Raises ``UsageError`` when the choice is not clear or names nobody.
    """
    if not choice.is_clear:
        raise UsageError(both("clarification_choose"))
    with ledger.connect() as connection:
        told = findings_about_persons(connection, choice.area.code, str(choice.period))
        rows = _chosen(told, choice, FormerIds(recorded=known_former_ids(connection)))
        withdrawn = withdrawn_findings(connection, choice.area.code, str(choice.period))
    rows = rows[~rows["finding_id"].isin(withdrawn["finding_id"])]
    if rows.empty:
        raise UsageError(both("clarification_nobody", period=choice.period, area=choice.area.code))
    folder = _made_folder(home, choice.period, choice.area.code)
    pages = [write_request(folder, request, choice.period, now.date()) for request in requests(rows)]
    record_requests(ledger, rows, asked_by, origin, now)
    return pages


def write_withdrawals(ledger: Engine, home: Path, period: Period, area_code: str) -> list[Path]:
    """Write the notice of withdrawal to everybody who was asked in error, beside the request; return the notices.

    A body gets one a village when a package of the month held the row that a finding was wrong about.
    What is withdrawn stands in the ledger, so a notice that is written again is the same.
    """
    with ledger.connect() as connection:
        rows = withdrawn_findings(connection, area_code, str(period))
        packed = withdrawn_from_packages(connection, area_code, str(period))
    to_persons = [
        write_withdrawal(folder, notice, period)
        for notice in requests(rows)
        for folder in _folders(home, period, notice)
    ]
    to_bodies = [
        write_withdrawal_to_body(
            _made_folder(home, period, str(area)), str(body), str(village), str(area), found, period
        )
        for (body, village, area), found in packed.groupby(["package", "village_code", "audited_area"])
    ]
    return to_persons + to_bodies


def withdraw_decided(ledger: Engine, home: Path, decisions: pd.DataFrame) -> list[Path]:
    """Write the notices that follow from decisions just taken (*decisions*, memory); return them."""
    villages = decisions.loc[decisions["kind"] == WITHDRAWAL, "village_code"].dropna()
    with ledger.connect() as connection:
        months = audited_months(connection)
    return [
        notice
        for village in sorted(set(villages))
        for month in months
        for notice in write_withdrawals(ledger, home, Period.parse(month), village)
    ]


def _chosen(rows: pd.DataFrame, choice: Choice, former: FormerIds) -> pd.DataFrame:
    """Return the rows of the choice; a former id means what it meant then: a group of before was about one person."""
    if not choice.finding:
        return rows[rows["village_code"] == choice.village_code] if choice.village_code else rows
    today = former.current().get(choice.finding, choice.finding)
    chosen = rows[(rows["finding_id"] == today) | (rows["group_id"] == today)]
    person = former.persons().get(choice.finding)
    return chosen[chosen["subject"].map(name_of) == person] if person else chosen


def _folders(home: Path, period: Period, notice: Request) -> list[Path]:
    """Return the folders in which the person's request lies; the regency's where it is gone."""
    found = [page.parent for page in sorted((home / FOLDER / str(period)).glob(f"*/{notice.file_name}"))]
    if not found:
        found = [_made_folder(home, period, regency_of(notice.village_code))]
    return found


def _made_folder(home: Path, period: Period, area_code: str) -> Path:
    folder = folder_of(home, period, area_code)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
