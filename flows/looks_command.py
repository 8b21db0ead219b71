"""The commands ``ledger looks`` and ``ledger correct-looks``: what a wrong clock noted is put right, on record."""

from datetime import UTC, datetime

import pandas as pd
import typer

from data.calendar import ZONE
from data.sentences import text
from flows.options import own_ledger, read_language, read_moment
from flows.outcome import outcome
from tasks.ledger.engine import answering
from tasks.ledger.look_corrections import LookCorrection, correct_looks, latest_looks


def run_looks(most: int, lang: str) -> None:
    """Print a line for each of the latest looks: number, inbox, area, when it was made, and its correction."""
    with outcome():
        language = read_language(lang)
        with own_ledger() as ledger, answering(ledger), ledger.connect() as connection:
            looks = latest_looks(connection, most)
        for number, inbox, area, moment, reason in looks[
            ["id", "inbox", "area_code", "looked_at", "reason"]
        ].itertuples(index=False):
            made = text("look_dates_nothing", language) if pd.isna(moment) else _in_jakarta(moment)
            correction = "" if pd.isna(reason) else text("look_corrected", language, reason=reason)
            told = {"number": number, "inbox": inbox, "area": area, "moment": made, "correction": correction}
            typer.echo(text("look_line", language, **told))


def run_correct_looks(first: int, last: int, made_at: str | None, reason: str, by: str) -> None:
    """Record when looks were really made, or that they date nothing."""
    with outcome():
        moment = read_moment(made_at) if made_at else None
        said = LookCorrection(first, last, moment, reason, by)
        with own_ledger() as ledger, answering(ledger), ledger.begin() as connection:
            count = correct_looks(connection, said, datetime.now(UTC))
        typer.echo(text("looks_corrected", "id", count=count))


def _in_jakarta(moment: pd.Timestamp) -> str:
    return f"{moment.tz_localize(UTC).tz_convert(ZONE):%Y-%m-%d %H:%M} WIB"
