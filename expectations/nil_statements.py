"""Rules on nil statements: who has nothing to report says so."""

import pandas as pd

from expectations.rule import cell_in, everywhere, rule, verdicts


def _contradiction(statements: pd.DataFrame) -> "pd.Series[str]":
    causes = pd.Series("blank", index=statements.index, dtype="str")
    causes = causes.mask(statements["shown"].notna(), "no_without_rows")
    return causes.mask(statements["row_count"].fillna(0) > 0, "yes_with_rows")


@rule("D20", at=cell_in("cell"), shows="shown", cause=_contradiction)
def nil_statement_contradicts(statements: pd.DataFrame) -> "pd.Series[bool]":
    """A form has rows, or its nil statement says YA: never both, never neither.

    Not applied where neither form nor statement was received: then there is no row here (S01).
    """
    has_rows = statements["row_count"].fillna(0) > 0
    return verdicts(
        passes=has_rows != (statements["stated"] == "YA"),
        applies=everywhere(statements),
    )
