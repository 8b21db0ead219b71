"""Rules on the partners' lists of polling stations: whose each is, and that it stands there once."""

import pandas as pd

from expectations.rule import everywhere, field, rule, verdicts


@rule("M01", at=field("village"), shows="village_shown", kind="code", cause="village_problem", group="body")
def tps_village_unknown(tps: pd.DataFrame) -> "pd.Series[bool]":
    """A row of polling stations must name one village of the regency, by its code or by its own and its district's
    name.
    """
    return verdicts(passes=tps["village"].notna(), applies=everywhere(tps))


@rule("M03", at=field("tps"), shows="tps", group="body")
def tps_twice(tps: pd.DataFrame) -> "pd.Series[bool]":
    """A polling station must stand once in a body's list.

    Not applied to a row whose village (M01) or number (M02) is not known.
    """
    known = tps["village"].notna() & tps["tps"].notna()
    return verdicts(passes=tps["times_count"].fillna(1) == 1, applies=known)
