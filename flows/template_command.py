"""The command ``template``: the forms of one village or of a whole area, pre-filled from the register."""

from pathlib import Path

import typer

from data.calendar import Period
from data.errors import EnvironmentUnavailable, UsageError
from data.register import area as find_area
from data.register import villages_in
from data.scope import Scope, audit_day
from data.sentences import both, text
from flows.options import load_settings, read_inbox_folder, read_jobs
from flows.outcome import outcome
from tasks.publishing.templates.template import write_templates
from tasks.reading.registered_people import read_regency
from tasks.reading.returns import Returns


def run_template(
    village: str | None, area: str | None, period: str, out: Path, inbox: Path | None, jobs: int | None
) -> None:
    """Write a form for every village of the area; print the folder.

    Officials and meetings come from register and agenda in the inbox's ``_kabupaten``; without them rows are blank.
    """
    with outcome():
        if (village is None) == (area is None):
            raise UsageError(both("village_or_area"))
        place, month = find_area(village or area or ""), Period.parse(period)
        processes = read_jobs(jobs, load_settings().jobs)
        regency = (
            read_regency(read_inbox_folder(inbox), Scope(place, month, audit_day(month))) if inbox else Returns.empty()
        )
        try:
            written = write_templates(out.absolute(), place, month, regency.register, processes, regency.agenda)
        except OSError as error:
            raise EnvironmentUnavailable(both("folder_unwritable", folder=out, reason=error)) from error
        typer.echo(text("templates_made", "id", count=len(written), folder=out.absolute()))
        if not regency.register["village_code"].isin(villages_in(place.code)["code"]).any():
            typer.echo(both("templates_without_officials" if inbox else "templates_without_inbox"), err=True)
