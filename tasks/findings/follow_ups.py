"""How the follow-up of each finding stands: the newest entry of every verifier, and whether they agree."""

import pandas as pd

from data.names import key, name_key
from data.tables import project


def follow_ups_shown(follow_ups: pd.DataFrame) -> pd.DataFrame:
    """Return table *follow_ups* (result): for each group the newest entry of each verifier.

    In: *follow_ups* (memory) in the order in which they were recorded. ``differs`` marks entries of a group whose
    verifiers give different statuses: all are shown, and none is taken for the right one.
    """
    person = follow_ups["verifier"].map(lambda name: name_key(name) or key(name), na_action="ignore")
    rows = follow_ups.assign(person=person).sort_values("received_on", kind="stable")
    rows = rows.drop_duplicates(["group_id", "person"], keep="last")
    rows = rows.assign(differs=rows.groupby("group_id")["status"].transform("nunique") > 1)
    rows = rows.sort_values(["village_code", "group_id", "received_on"], kind="stable")
    return project(rows, "follow_ups", "result")
