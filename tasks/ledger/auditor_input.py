"""What auditors sent back, heard before anything is judged: it counts in the very audit that reads it."""

from collections.abc import Mapping

import pandas as pd

from data.scope import Scope
from data.tables import conform, frame
from tasks.ledger import decision_sheets, follow_ups


def hear(read: Mapping[str, pd.DataFrame], scope: Scope) -> dict[str, pd.DataFrame]:
    """Return the memory tables *decisions*, *follow_ups* and *refusals*, with what the auditors' workbooks add.

    In: the read tables together with the memory tables. The first two are the old rows and then the new ones, which
    ``record_decisions`` and ``record_follow_ups`` append to the ledger once the audit is published.
    """
    decided, not_decided = decision_sheets.take_up(read, scope)
    followed, not_followed = follow_ups.take_up(read, scope)
    return {
        "decisions": _with(read["decisions"], decided, "decisions"),
        "follow_ups": _with(read["follow_ups"], followed, "follow_ups"),
        "refusals": frame("refusals", "memory", not_decided + not_followed),
    }


def _with(known: pd.DataFrame, new: pd.DataFrame, table: str) -> pd.DataFrame:
    return conform(pd.concat([known, new], ignore_index=True), table, "memory")
