"""Rules on pledges: one row for each official who is obliged to sign."""

import pandas as pd

from expectations.rule import field, rule, verdicts


@rule("N07", at=field("pledge_signed"), shows="pledge_signed", cause="state")
def pledge_not_signed(pledges: pd.DataFrame) -> "pd.Series[bool]":
    """Every official obliged to it (pledge_duties.csv) must have signed the pledge; only an explicit TIDAK fails.

    Not applied where nothing is recorded (D27) or what stands there is not understood (D15, D26), nor to a village
    whose form of activities has not been received or does not count (S01).
    """
    told = pledges["state"].isin(["signed", "not_signed"])
    return verdicts(passes=pledges["state"] == "signed", applies=pledges["form_received"] & told)
