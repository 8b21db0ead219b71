"""The command ``template``: the forms of one village or of a whole area, pre-filled from the register."""

from pathlib import Path

import pandas as pd
import typer

from data.calendar import Period
from data.errors import BrokenPlace, WrongUse
from data.messages import both, message
from data.register import area as find_area
from data.scope import Scope, audit_day
from data.tables import frame
from flows.options import load_settings, read_inbox_folder, read_jobs
from flows.outcome import outcome
from tasks.inbox.listing import list_inbox
from tasks.reports.template import write_templates
from tasks.workbooks.isolation import read_isolated
from tasks.workbooks.joining import read_tables
from tasks.workbooks.reading import Source


def run_template(
    village: str | None, area: str | None, period: str, out: Path, inbox: Path | None, jobs: int | None
) -> None:
    """Write a form for every village of the area; print the folder.

    The officials come from the register in the inbox's ``_kabupaten``; without one their rows are left blank.
    """
    with outcome():
        if (village is None) == (area is None):
            raise WrongUse(both("village_or_area"))
        place, month = find_area(village or area or ""), Period.parse(period)
        processes = read_jobs(jobs, load_settings().jobs)
        register = _register(read_inbox_folder(inbox), Scope(place, month, audit_day(month))) if inbox else _nobody()
        try:
            written = write_templates(out.absolute(), place, month, register, processes)
        except OSError as error:
            raise BrokenPlace(both("folder_unwritable", folder=out, reason=error.strerror or error)) from error
        typer.echo(message("templates_made", count=len(written), folder=out.absolute()))


def _register(inbox: Path, scope: Scope) -> pd.DataFrame:
    files = list_inbox(inbox, scope)
    own = files[(files["place"] == "regency") & files["ignored"].isna() & files["sha256"].notna()]
    items = [(Source(file, "regency", scope.period.year), inbox / file) for file in own["file"]]
    return read_tables(read_isolated(items, jobs=1))["register"] if items else _nobody()


def _nobody() -> pd.DataFrame:
    return frame("register", "read")
