"""How the follow-up of each finding stands: the newest entry of every verifier, and whether they agree."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.names import key, name_key
from data.sentences import text
from data.tables import columns, frame, project
from tasks.findings.carried import todays

_NOT_FOLLOWED_UP = 3
_LEAST_FINISHED = {3: 0, 2: 1, 4: 2, 1: 3}
"""Statuses of TLHP: 3 not followed up, 2 not yet as recommended, 4 cannot be followed up, 1 as recommended."""
_TEXTS = ("evidence", "remark")


def follow_ups_shown(
    follow_ups: pd.DataFrame, current: Mapping[str, str], names: Mapping[str, str], language: str
) -> pd.DataFrame:
    """Return table *follow_ups* (result): for each group the newest entry of each verifier.

    In: *follow_ups* (memory) in the order in which they were recorded; ``current``: the group of today by the id that
    a former one had; ``names``: the person whom a former group was about. ``differs`` marks entries of a group whose
    verifiers give different statuses: all are shown, and none is taken for the right one.

    Where several former groups became one, what a verifier wrote about each of them stands together with the person's
    name and the least finished of the statuses, until that verifier writes about the group as it is now.
    """
    person = follow_ups["verifier"].map(lambda name: name_key(name) or key(name), na_action="ignore")
    rows = follow_ups.assign(person=person, typed=follow_ups["group_id"])
    rows["group_id"] = todays(rows["typed"], current)
    rows = rows.sort_values("received_on", kind="stable").drop_duplicates(["group_id", "typed", "person"], keep="last")
    rows = rows.reset_index(drop=True)
    parts = Counter(current.values())
    silent = {group for former, group in current.items() if former not in set(rows["typed"])}
    told = []
    for (group, _), entries in rows.groupby(["group_id", "person"], sort=False, dropna=False):
        own = entries.index[entries["typed"] == entries["group_id"]]
        newest = entries.iloc[-1].to_dict()
        if len(own) and own[-1] == entries.index[-1]:
            told.append(newest)
            continue
        joined = _together(entries, names, language) if parts[str(group)] > 1 else {}
        if joined and group in silent:
            joined["status"] = _NOT_FOLLOWED_UP
        told.append(newest | joined)
    shown = frame("follow_ups", "memory", [_of_memory(row) for row in told])
    shown["differs"] = shown.groupby("group_id")["status"].transform("nunique") > 1
    shown = shown.sort_values(["village_code", "group_id", "received_on"], kind="stable")
    return project(shown, "follow_ups", "result")


def _together(entries: pd.DataFrame, names: Mapping[str, str], language: str) -> dict[str, object]:
    """Return status, date and texts of what one verifier wrote about several former groups."""
    statuses = [int(status) for status in entries["status"].dropna()]
    joined: dict[str, object] = {
        "status": min(statuses, key=_LEAST_FINISHED.__getitem__, default=None),
        "date": entries["date"].max(),
    }
    for name in _TEXTS:
        told = [
            text("follow_up_about", language, person=names[typed], text=written) if typed in names else str(written)
            for typed, written in entries[["typed", name]].dropna().itertuples(index=False)
        ]
        joined[name] = "; ".join(dict.fromkeys(told)) or None
    return joined


def _of_memory(row: Mapping[Any, Any]) -> dict[str, object]:
    return {name: row[name] for name in columns("follow_ups", "memory")}
