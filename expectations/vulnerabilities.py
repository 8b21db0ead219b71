"""Rules on the vulnerability map: what is done about an entry, and how far its sources are apart."""

import pandas as pd

from data.forms import column_label
from data.reference import limit
from data.vulnerability_map import CARE
from expectations.rule import always, field, rule, verdicts

_FORM = "vulnerabilities"
_LEVEL = field("level")


def _care_that_is_missing(vulnerabilities: pd.DataFrame) -> "pd.Series[str]":
    """Return the labels of the columns about care that are blank in each row, joined by a comma."""
    missing = pd.Series("", index=vulnerabilities.index, dtype="str")
    for name in CARE:
        own = vulnerabilities[name].isna().map({True: f", {column_label(_FORM, name)}", False: ""})
        missing += own.astype("str")
    return missing.str.removeprefix(", ")


@rule("K01", at=_LEVEL, shows=_care_that_is_missing, cause=always("unattended"))
def high_level_without_prevention(vulnerabilities: pd.DataFrame) -> "pd.Series[bool]":
    """A high vulnerability needs prevention, a person in charge and a target date.

    Not applied to lower levels, nor where what seems to be missing stands there and is not understood (D15, D29).
    """
    cared_for = vulnerabilities[[*CARE]].notna().all(axis="columns")
    is_high = vulnerabilities["level"] >= limit("high_level")
    return verdicts(passes=cared_for, applies=is_high & ~vulnerabilities["is_care_unread"].fillna(False))


@rule(
    "K02", at=field("target_date"), shows="target_date", kind="date", cause=always("overdue")
)  # fmt: skip
def prevention_overdue(vulnerabilities: pd.DataFrame) -> "pd.Series[bool]":
    """Prevention must be done by its target date; it is done when the status says so (prevention_statuses.csv).

    Not applied without a target date or a known variable (D22), where the status is not understood, nor where it may
    stand under a heading that is not (D29).
    """
    overdue = vulnerabilities["days_overdue"]
    known = overdue.notna() & vulnerabilities["variable"].notna()
    return verdicts(passes=vulnerabilities["done"] | (overdue <= 0), applies=known)


@rule("K03", at=_LEVEL, shows="level", cause=always("rose"))
def level_rose(vulnerabilities: pd.DataFrame) -> "pd.Series[bool]":
    """A level that rose since the newest earlier period in which the same source rated the variable needs attention.

    Not applied where the ledger knows no earlier level of that village, variable and source.
    """
    earlier = vulnerabilities["earlier_level"]
    return verdicts(
        passes=vulnerabilities["level"] <= earlier, applies=earlier.notna() & vulnerabilities["level"].notna()
    )


@rule("K04", at=_LEVEL, shows="level", cause=always("apart"))
def sources_disagree(vulnerabilities: pd.DataFrame) -> "pd.Series[bool]":
    """Two sources' levels for the same variable of a village must not differ by two; the rows at either end fail.

    A source that rates several places counts with its highest level, as the sentence says.

    Not applied to a variable that fewer than two sources rated, nor to a row without level or source (D22).
    """
    highest, lowest = vulnerabilities["highest_level"], vulnerabilities["lowest_level"]
    at_an_end = (vulnerabilities["level"] == highest) | (vulnerabilities["level"] == lowest)
    return verdicts(
        passes=(highest - lowest < limit("level_distance")) | ~at_an_end,
        applies=(vulnerabilities["source_count"].fillna(0) > 1)
        & vulnerabilities["level"].notna()
        & vulnerabilities["source"].notna(),
    )
