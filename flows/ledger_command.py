"""The commands ``ledger export``, ``import`` and ``upgrade``, for whoever looks after the installation."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from data.sentences import text
from flows.options import load_settings, own_ledger
from flows.outcome import outcome
from tasks.ledger.dump import Contents, dump, restore
from tasks.ledger.engine import is_outdated, ledger_url, open_for_upgrade, schema_version, upgrade


def run_export(folder: Path) -> None:
    """Copy the installation's ledger into a new folder."""
    with outcome(), own_ledger() as ledger:
        copied = dump(ledger, folder.absolute())
        typer.echo(
            text("ledger_exported", "id", rows=_rows(copied), shape=copied.schema_version, folder=folder.absolute())
        )


def run_import(folder: Path) -> None:
    """Fill the installation's empty ledger from a copy."""
    with outcome(), own_ledger(may_be_new=True) as ledger:
        loaded = restore(ledger, folder.absolute())
        place, url = folder.absolute(), ledger.url.render_as_string()
        typer.echo(
            text("ledger_imported", "id", rows=_rows(loaded), shape=loaded.schema_version, folder=place, url=url)
        )


def run_upgrade() -> None:
    """Bring the installation's ledger to this version's shape; an older one is first copied into ``<home>/backups``."""
    with outcome():
        settings = load_settings()
        ledger = open_for_upgrade(ledger_url(settings.home, settings.ledger))
        try:
            shape = schema_version(ledger)
            copy = settings.home / "backups" / f"ledger-{shape}-{datetime.now(UTC):%Y%m%dT%H%M%S}"
            if is_outdated(ledger):
                dump(ledger, copy)
            before, after = upgrade(ledger)
        finally:
            ledger.dispose()
        told = "ledger_made" if before is None else "ledger_newest" if before == after else "ledger_upgraded"
        typer.echo(text(told, "id", before=before, after=after, copy=copy))


def _rows(contents: Contents) -> int:
    return sum(table.rows for table in contents.tables.values())
