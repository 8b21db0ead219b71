"""What auditors sent back, heard before anything is judged: it counts in the very audit that reads it."""

from dataclasses import replace

import pandas as pd

from data.scope import Scope
from data.tables import conform, frame
from tasks.counting.history import History
from tasks.ledger import decision_sheets, follow_ups
from tasks.reading.returns import Returns


def merge_auditor_input(returns: Returns, history: History, scope: Scope) -> History:
    """Return the history with what the auditors' workbooks add to *decisions*, *follow_ups* and *refusals*.

    The first two are the old rows and then the new ones, which
    ``record_decisions`` and ``record_follow_ups`` append to the ledger once the audit is published.
    """
    decided, not_decided = decision_sheets.take_up(returns, history, scope)
    followed, not_followed = follow_ups.take_up(returns, history, scope)
    return replace(
        history,
        decisions=_with(history.decisions, decided, "decisions"),
        follow_ups=_with(history.follow_ups, followed, "follow_ups"),
        refusals=frame("refusals", "memory", not_decided + not_followed),
    )


def _with(known: pd.DataFrame, new: pd.DataFrame, table: str) -> pd.DataFrame:
    return conform(pd.concat([known, new], ignore_index=True), table, "memory")
