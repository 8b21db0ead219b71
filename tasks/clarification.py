"""Asking persons about findings: chosen, written, and put on record.

Pages lie in ``<home>/klarifikasi/<period>/<area>/`` and are for inspectors alone.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine

from data.calendar import Period
from data.errors import UsageError
from data.register import Area
from data.sentences import both
from tasks.ledger.clarification_requests import record_requests
from tasks.ledger.told_findings import findings_about_persons
from tasks.publishing.clarifications.request import requests, write_request

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

    In: ``asked_by``: account or system user; ``origin``: command or ui.
    Raises ``UsageError`` when the choice is not clear or names nobody.
    """
    if not choice.is_clear:
        raise UsageError(both("clarification_choose"))
    with ledger.connect() as connection:
        rows = _chosen(findings_about_persons(connection, choice.area.code, str(choice.period)), choice)
    if rows.empty:
        raise UsageError(both("clarification_nobody", period=choice.period, area=choice.area.code))
    folder = folder_of(home, choice.period, choice.area.code)
    folder.mkdir(parents=True, exist_ok=True)
    pages = [write_request(folder, request, choice.period, now.date()) for request in requests(rows)]
    record_requests(ledger, rows, asked_by, origin, now)
    return pages


def _chosen(rows: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    if choice.finding:
        return rows[(rows["finding_id"] == choice.finding) | (rows["group_id"] == choice.finding)]
    return rows[rows["village_code"] == choice.village_code] if choice.village_code else rows
