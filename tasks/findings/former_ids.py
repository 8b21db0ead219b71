"""The ids that findings had before identifiers left them and groups became villages' (ledger migration 0003).

Only an audit with a ledger of before asks for them, so that what was typed for an older id is carried on. They were
made of the last four digits of identifiers and are never published.
"""

from collections.abc import Callable, Iterable

import pandas as pd

from data.names import name_keys
from expectations import CHECKS
from expectations.rule import Check
from expectations.validation import Verdict
from tasks.findings.ids import failing_rows, finding_ids, group_ids
from tasks.tables.judged import Judged

COLUMNS = ("finding_id", "group_id", "former_finding_id", "former_group_id")
_OF_MENTIONS = frozenset({"mentions", "attendance", "totals", "cells"})
_OF_OFFICIALS = frozenset({"officials", "pledges", "meetings", "activity_entries", "absences", "coincidences"})
_VILLAGE = "village"


def no_former_ids() -> pd.DataFrame:
    """Return what ``former_ids`` does where no ledger of before asks."""
    return pd.DataFrame(columns=list(COLUMNS), dtype="str")


def former_ids(judged: Judged, verdicts: Iterable[Verdict]) -> pd.DataFrame:
    """Return finding_id, group_id, former_finding_id and former_group_id of each failing row of the verdicts."""
    checks = {check.rule.code: check for check in CHECKS}
    tables = judged.by_name()
    parts = [
        _named_twice(checks[verdict.rule], tables[checks[verdict.rule].rule.table], list(verdict.rows))
        for verdict in verdicts
        if verdict.rows
    ]
    if not parts:
        return no_former_ids()
    rows = pd.concat(parts, ignore_index=True)
    before = rows.assign(identity=rows["former_identity"], group=rows["former_group"])
    ids = (finding_ids(rows), group_ids(rows), finding_ids(before), group_ids(before))
    return pd.DataFrame(dict(zip(COLUMNS, ids, strict=True)))


def _named_twice(check: Check, rows: pd.DataFrame, failing: list[int]) -> pd.DataFrame:
    """Return the failing rows with former_identity and former_group."""
    named = failing_rows(check, rows, failing)
    identity = _former_identity(check.rule.table, rows.loc[failing])
    group = _GROUPS[check.rule.code](rows.loc[failing], identity) if check.rule.code in _GROUPS else named["group"]
    return named.assign(former_identity=identity, former_group=group)


def _former_identity(table: str, chosen: pd.DataFrame) -> "pd.Series[str]":
    identity = chosen["identity"].fillna("")
    match table:
        case "sheets":
            return identity + "|" + chosen["content_hash"].fillna("")
        case "files":
            return chosen["sha256"].fillna(chosen["unreadable"]).fillna("")
        case "worksheets":
            return chosen["sha256"].fillna("") + "|" + identity
    if table not in _OF_MENTIONS | _OF_OFFICIALS:
        return identity
    digits = chosen["subject_identifier"].astype("str").fillna("").str[-4:]
    names = name_keys(chosen["subject"].astype("str")).fillna("")
    rows = zip(identity, chosen["form"].astype("str").fillna(""), names, digits, strict=True)
    by_form = table in _OF_MENTIONS
    told = [_of_mention(*row) if by_form else _of_official(row[0], row[3]) for row in rows]
    return pd.Series(told, index=chosen.index, dtype="str")


def _of_mention(identity: str, form: str, name: str, digits: str) -> str:
    """Return the former identity of a row of a person: form, name and digits, and what follows."""
    first, *rest = identity.split("|")
    return "|".join([form, name, digits, *rest[1:]]) if first == form and rest else identity


def _of_official(identity: str, digits: str) -> str:
    name, *rest = identity.split("|")
    return identity if identity in {_VILLAGE, ""} else "|".join([name.partition("/")[0], digits, *rest])


def _person(_: pd.DataFrame, identity: "pd.Series[str]") -> "pd.Series[str]":
    """Return name and digits of each official; missing for a village as a whole."""
    return identity.str.split("|").str[:2].str.join("|").where(identity != _VILLAGE)


def _entry(_: pd.DataFrame, identity: "pd.Series[str]") -> "pd.Series[str]":
    return identity


def _variable(_: pd.DataFrame, identity: "pd.Series[str]") -> "pd.Series[str]":
    return identity.str.partition("|")[0]


def _accused(chosen: pd.DataFrame, _: "pd.Series[str]") -> "pd.Series[str]":
    return chosen["accused"].astype("str")


_GROUPS: dict[str, Callable[[pd.DataFrame, "pd.Series[str]"], "pd.Series[str]"]] = {
    "D27": _person, "N04": _accused, "N05": _person, "N07": _person, "N08": _person, "N09": _person, "N10": _person,
    "K01": _entry, "K02": _entry, "K03": _entry, "K04": _variable,
}  # fmt: skip
