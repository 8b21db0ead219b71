"""Decisions that auditors send as a sheet: a workbook in ``_auditor`` with the headings of *stated_decisions*."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from data.scope import Scope
from tasks.counting.history import History
from tasks.ledger.auditor_entries import AuditorEntries, Place
from tasks.ledger.decisions import FORM, Decision, as_table, decided, rejection
from tasks.reading.returns import Returns

Rejections = list[dict[str, object]]


def take_up(returns: Returns, history: History, scope: Scope) -> tuple[pd.DataFrame, Rejections]:
    """Return the decisions to append (*decisions*, memory), and a refusal for every row that cannot be one.

    What is recorded already is not appended again; what one audit takes up is recorded in the order of its days.
    Decisions after the audit's day or about villages outside of its area are left to other audits.
    """
    entries = AuditorEntries(returns, FORM, scope.language)
    known, recorded = history.known_findings, set(history.decisions["decision_id"])
    rows: list[dict[str, object]] = []
    refusals: Rejections = []
    for place, told in entries.entries():
        decision = _decision(place, told, entries)
        row = decided(decision, known)
        if row["decision_id"] in recorded:  # also what a command recorded: telling it again is nothing new
            continue
        wrong = rejection(decision, known)
        if wrong is not None:
            refusals.append(entries.refused(place, wrong, decision.village_code))
            continue
        outside = row["village_code"] and not str(row["village_code"]).startswith(scope.area.code)
        if not outside and decision.decided_on and decision.decided_on <= scope.as_of:
            rows.append(row)
    by_day = as_table(rows).drop_duplicates("decision_id").sort_values("decided_on", kind="stable", ignore_index=True)
    return by_day, refusals


def _decision(place: Place, told: Mapping[str, Any], entries: AuditorEntries) -> Decision:
    names = ("finding", "rule", "village_code", "period", "reason", "requested_by", "approved_by")
    return Decision(
        kind=told["kind"] or entries.shown(place, "kind"),
        origin=f"{place.file} › {place.sheet} › {entries.cell(place, 'kind')}",
        decided_on=_day(told["decided_on"]),
        expires_on=_day(told["expires_on"]),
        new_date=_day(told["new_date"]),
        **{name: told[name] for name in names},
    )


def _day(moment: pd.Timestamp | None) -> date | None:
    return None if moment is None else moment.date()
