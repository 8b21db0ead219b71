"""Rules on pledges: one row for each official who is obliged to sign."""

import pandas as pd

from expectations.rule import field, rule, verdicts


def _how(pledges: pd.DataFrame) -> "pd.Series[str]":
    return pledges["pledge_signed"].isna().map({True: "no_row", False: "refused"})


@rule("N07", at=field("pledge_signed"), shows="pledge_signed", cause=_how, group="person")
def pledge_not_signed(pledges: pd.DataFrame) -> "pd.Series[bool]":
    """Every official but BPD and HONORER must have signed the neutrality pledge.

    Not applied to a village whose form of activities has not been received or does not count (S01).
    """
    return verdicts(passes=pledges["signed"], applies=pledges["form_received"])
