"""The command ``decide``: one decision appended to the ledger, or the decisions that are there."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
import typer

from data.calendar import ZONE, Period
from data.figures import date_text
from data.forms import code_reader
from data.sentences import text
from flows.options import load_settings, own_ledger, read_date, read_language, read_village
from flows.outcome import outcome
from tasks.clarification import withdraw_decided
from tasks.findings.decisions import in_words
from tasks.ledger.decisions import Decision, decide, decisions_until

ORIGIN = "command"


@dataclass(frozen=True)
class Told:
    """What was typed: texts as they stand, None for an option that was left out."""

    kind: str | None
    finding: str | None
    rule: str | None
    village: str | None
    period: str | None
    until: str | None
    new_date: str | None
    reason: str | None
    requested_by: str | None
    approved_by: str | None
    on: str | None


def run_decide(told: Told, lang: str) -> None:
    """Record a decision, of today unless another day is told, and say its number; refuse one that cannot be."""
    with outcome():
        language = read_language(lang)
        decision = _decision(told, datetime.now(ZONE).date())
        with own_ledger() as ledger:
            row, is_new = decide(ledger, decision, datetime.now(ZONE))
            notices = withdraw_decided(ledger, load_settings().home, row)
        typer.echo(_lines(row, "decision_recorded" if is_new else "decision_known", language)[0])
        if notices:
            typer.echo(text("withdrawal_written", language, count=len(notices), folder=notices[0].parent))


def run_list(lang: str) -> None:
    """Print every decision of the ledger, one a line, in the order in which they were recorded."""
    with outcome():
        language = read_language(lang)
        with own_ledger() as ledger, ledger.connect() as connection:
            rows = decisions_until(connection, date.max)
        for line in _lines(rows, "decision_listed", language) or [text("decisions_none", language)]:
            typer.echo(line)


def _decision(told: Told, today: date) -> Decision:
    return Decision(
        kind=code_reader("decision_kind").read(told.kind or "")[0] or told.kind,
        reason=told.reason,
        requested_by=told.requested_by,
        approved_by=told.approved_by,
        decided_on=read_date(told.on) if told.on else today,
        origin=ORIGIN,
        finding=told.finding,
        rule=told.rule.upper() if told.rule else None,
        village_code=read_village(told.village),
        period=str(Period.parse(told.period)) if told.period else None,
        expires_on=read_date(told.until) if told.until else None,
        new_date=read_date(told.new_date) if told.new_date else None,
    )


def _lines(decisions: pd.DataFrame, code: str, language: str) -> list[str]:
    shown = decisions.assign(
        words=in_words(decisions, language),
        day=decisions["decided_on"].map(lambda day: date_text(day, language)),
    )
    return [
        text(
            code,
            language,
            decision=row.decision_id,
            words=row.words,
            reason=row.reason,
            requested_by=row.requested_by,
            approved_by=row.approved_by,
            decided_on=row.day,
        )
        for row in shown.itertuples(index=False)
    ]
