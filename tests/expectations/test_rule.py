"""The contract of a rule: its name is the catalogue's, and it always has an answer where it applies."""

import pandas as pd
import pytest

from data.errors import RuleError
from expectations.rule import rule, verdicts


def test_a_rule_must_bear_the_catalogues_name() -> None:
    def another_name(rows: pd.DataFrame) -> "pd.Series[bool]":
        return rows["known"]

    with pytest.raises(RuleError, match="D01 of the name another_name"):
        rule("D01")(another_name)


def test_a_row_that_applies_needs_an_answer() -> None:
    unsure = pd.Series([True, None], dtype="boolean")
    with pytest.raises(ValueError, match="no answer"):
        verdicts(passes=unsure, applies=pd.Series([True, True]))
    assert verdicts(passes=unsure, applies=pd.Series([True, False])).isna().tolist() == [False, True]
