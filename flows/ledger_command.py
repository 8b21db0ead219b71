"""The commands ``ledger export``, ``import`` and ``upgrade``, for whoever looks after the installation."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from sqlalchemy import Engine

from data.messages import message
from flows.options import load_settings
from flows.outcome import outcome
from tasks.ledger.engine import ledger_url, open_for_upgrade, open_ledger, upgrade
from tasks.ledger.exchange import Contents, export, load


def run_export(folder: Path) -> None:
    """Copy the installation's ledger into a new folder."""
    with outcome(), _ledger(open_ledger) as engine:
        contents = export(engine, folder.absolute())
        typer.echo(message("ledger_exported", rows=_rows(contents), shape=contents.shape, folder=folder.absolute()))


def run_import(folder: Path) -> None:
    """Fill the installation's empty ledger from a copy."""
    with outcome(), _ledger(open_ledger) as engine:
        contents = load(engine, folder.absolute())
        url = engine.url.render_as_string()
        rows = _rows(contents)
        typer.echo(message("ledger_imported", rows=rows, shape=contents.shape, folder=folder.absolute(), url=url))


def run_upgrade() -> None:
    """Bring the installation's ledger to this version's shape."""
    with outcome(), _ledger(open_for_upgrade) as engine:
        before, after = upgrade(engine)
        told = "ledger_made" if before is None else "ledger_newest" if before == after else "ledger_upgraded"
        typer.echo(message(told, before=before, after=after))


@contextmanager
def _ledger(opening: Callable[[str], Engine]) -> Iterator[Engine]:
    settings = load_settings()
    engine = opening(ledger_url(settings.home, settings.ledger))
    try:
        yield engine
    finally:
        engine.dispose()


def _rows(contents: Contents) -> int:
    return sum(table.rows for table in contents.tables.values())
