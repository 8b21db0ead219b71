"""Rules on totals: the sums that a village writes behind a person's days."""

import pandas as pd

from expectations.rule import cell_in, rule, verdicts


@rule("D14", at=cell_in("cell"), shows="shown")
def total_differs(totals: pd.DataFrame) -> "pd.Series[bool]":
    """A written total must equal the count of that code: of its row, or of all tables that hold the person's days.

    Not applied where no number is written.
    """
    return verdicts(
        passes=(totals["written"] == totals["counted"].fillna(0)).fillna(False), applies=totals["written"].notna()
    )
