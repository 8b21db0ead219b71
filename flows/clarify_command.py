"""The command ``clarify``: requests for clarification, one page a person, for the inspectors only."""

from datetime import datetime
from getpass import getuser

import typer

from data.calendar import ZONE, Period
from data.register import area as find_area
from data.sentences import text
from flows.options import load_settings, own_ledger, read_language, read_village
from flows.outcome import outcome
from tasks.clarification import Choice, ask_persons

ORIGIN = "command"


def run_clarify(
    period_text: str, area_code: str, finding: str | None, village: str | None, *, everybody: bool, lang: str
) -> None:
    """Write the requests of one finding, one village or all, put them on record, and say where they are.

    Exactly one of the three must be chosen; wrong use is code 2.
    """
    with outcome():
        language = read_language(lang)
        village_code = read_village(village)
        choice = Choice(Period.parse(period_text), find_area(area_code), finding, village_code, everybody)
        with own_ledger() as ledger:
            pages = ask_persons(ledger, load_settings().home, choice, getuser(), ORIGIN, datetime.now(ZONE))
        typer.echo(text("clarification_written", language, count=len(pages), folder=pages[0].parent))
