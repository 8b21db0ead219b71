"""The command ``audit``: options, sample and server made ready, the flow run, and its result told."""

import json
from datetime import date, datetime
from pathlib import Path

import typer

from data.calendar import ZONE, Period
from data.register import area as find_area
from data.register import regencies_in
from data.scope import audit_day
from data.sentences import text
from flows.free_space import require_free_space
from flows.options import load_settings, read_date, read_inbox, read_jobs, read_language
from flows.outcome import outcome
from flows.prefect_defaults import set_prefect_defaults
from flows.prefect_server import find_or_start
from flows.progress import show_progress
from flows.sample_command import shipped_sample


def run_audit(
    period: str,
    area: str,
    inbox: str | None,
    out: Path | None,
    as_of: str | None,
    lang: str,
    jobs: int | None,
    *,
    packages: bool,
) -> None:
    """Audit an area for a month; print one JSON object as the last line of standard output.

    Without ``inbox`` it is the installation's own (``NETRALITAS_INBOX``), and only where none is set the sample: a
    made-up month must not take the place of a real one. An area of several regencies prints their sums, and as
    ``workbook`` the folder that holds their audits.
    """
    with outcome():
        language = read_language(lang)
        month, place = Period.parse(period), find_area(area)
        settings = load_settings()
        processes = read_jobs(jobs, settings.jobs)
        asked = inbox or settings.inbox
        day = read_date(as_of) if as_of else _usual_day(month, from_sample=not asked)
        chosen = read_inbox(asked) if asked else None
        target = (out or settings.home / "audits").absolute()
        require_free_space(settings.home, target)
        progress = show_progress()

        set_prefect_defaults(settings.home)
        server = find_or_start(settings.home, settings.server)
        if chosen is None:
            chosen = str(shipped_sample(settings.home, place.code, month, processes))
            progress.info(text("sample_used", language, folder=chosen))
        if not settings.contact:
            progress.info(text("no_contact", language))

        # Only now, and while the server starts: these bring Prefect and Great Expectations.
        from expectations.validation import start_engine
        from flows.audit import audit_regency
        from flows.province import audit_regencies

        start_engine()
        seconds = server.wait()
        if server.embedded:
            progress.info(text("server_ready", language, seconds=f"{seconds:.1f}"))
        else:
            progress.info(text("server_found", language, url=server.url))

        flow = audit_regencies if len(regencies_in(place.code)) > 1 else audit_regency
        result = flow(
            inbox=chosen,
            area=place.code,
            period=str(month),
            as_of=day,
            home=str(settings.home),
            out=str(target),
            language=language,
            jobs=processes,
            packages=packages,
        )
        typer.echo(json.dumps(result, ensure_ascii=False))


def _usual_day(period: Period, *, from_sample: bool) -> date:
    """Return as_of when nobody names it: today, but for the sample the day of the period's regular audit."""
    return audit_day(period) if from_sample else datetime.now(ZONE).date()
