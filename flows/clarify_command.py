"""The command ``clarify``: requests for clarification, one page a person, for the inspectors only."""

from datetime import datetime
from getpass import getuser

import typer

from data.calendar import ZONE, Period
from data.errors import UsageError
from data.register import area as find_area
from data.register import leading_village_code
from data.sentences import both, text
from flows.options import load_settings, own_ledger, read_language
from flows.outcome import outcome
from tasks.ledger.clarification_requests import record_requests
from tasks.ledger.told_findings import findings_about_persons
from tasks.publishing.clarifications.request import requests, write_request

FOLDER, ORIGIN = "klarifikasi", "command"


def run_clarify(
    period_text: str, area_code: str, finding: str | None, village: str | None, *, everybody: bool, lang: str
) -> None:
    """Write the requests of one finding, one village or all, put them on record, and say where they are.

    Exactly one of the three must be chosen; wrong use is code 2.
    """
    with outcome():
        language = read_language(lang)
        if [finding is not None, village is not None, everybody].count(True) != 1:
            raise UsageError(both("clarification_choose"))
        period, area = Period.parse(period_text), find_area(area_code)
        folder = load_settings().home / FOLDER / str(period) / area.code
        now = datetime.now(ZONE)
        with own_ledger() as ledger:
            with ledger.connect() as connection:
                rows = findings_about_persons(connection, area.code, str(period))
            if finding is not None:
                rows = rows[(rows["finding_id"] == finding) | (rows["group_id"] == finding)]
            elif village is not None:
                rows = rows[rows["village_code"] == (leading_village_code(village) or village)]
            if rows.empty:
                raise UsageError(both("clarification_nobody", period=period, area=area.code))
            folder.mkdir(parents=True, exist_ok=True)
            written = [write_request(folder, request, period, now.date()) for request in requests(rows)]
            record_requests(ledger, rows, getuser(), ORIGIN, now)
        typer.echo(text("clarification_written", language, count=len(written), folder=folder))
