"""The command ``disclose``: BKN's package with NIP and NIK in full, for the inspectors only, on record."""

from datetime import datetime
from getpass import getuser

import typer

from data.calendar import ZONE, Period
from data.register import area as find_area
from data.sentences import text
from flows.options import load_settings, own_ledger, read_language, read_village
from flows.outcome import outcome
from tasks.disclosure import Request, chosen_villages, disclose

ORIGIN = "command"


def run_disclose(
    period_text: str, area_code: str, village: str | None, reason: str, *, everybody: bool, lang: str
) -> None:
    """Write the package for one village's reports or all of the area, and say where it is; wrong use is code 2."""
    with outcome():
        language = read_language(lang)
        period, area = Period.parse(period_text), find_area(area_code)
        one = read_village(village)
        request = Request(chosen_villages(area, one, everybody=everybody), getuser(), reason, ORIGIN)
        with own_ledger() as ledger:
            path = disclose(ledger, load_settings().home, period, area, request, datetime.now(ZONE))
        typer.echo(text("disclosure_written", language, file=path))
