"""The last day on which each village is in time."""

import pandas as pd

from data.register import villages_in
from data.scope import Scope

EXTENSION = "EXTENSION"
"""Kind of the decision that moves a due date (decision_kinds.csv)."""


def due_dates(decisions: pd.DataFrame, scope: Scope) -> "pd.Series[pd.Timestamp]":
    """Return the due date of the audit's month of every village of its area: that of an extension, else the usual.

    Of several extensions the one recorded last counts. In: *decisions* (memory), or (result) turned round: in the
    order in which they were recorded.
    """
    of_month = (decisions["kind"] == EXTENSION) & (decisions["period"] == str(scope.period))
    rows = decisions[of_month].drop_duplicates("village_code", keep="last")
    usual = pd.Series(pd.Timestamp(scope.deadlines.due), index=pd.Index(villages_in(scope.area.code)["code"]))
    inside = rows[rows["village_code"].isin(usual.index)]
    usual.loc[inside["village_code"]] = inside["new_date"].to_numpy()
    return usual
