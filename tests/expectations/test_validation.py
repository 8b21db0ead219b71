"""The engine: one batch a table, our faults loud, empty tables never passed, nothing said on the side."""

import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from typing import Any

import pandas as pd
import pytest

from data.catalogue import rules
from data.errors import RuleError
from data.tables import conform, frame
from expectations import CHECKS, checks_of, validation
from expectations.rule import Check, verdicts
from expectations.validation import validate
from tests.expectations.cases import VILLAGE, verdict


def test_every_table_of_the_catalogue_is_judged_by_exactly_its_rules() -> None:
    wanted = list(rules())
    tables = dict.fromkeys(check.rule.table for check in CHECKS)
    found = validate({table: frame(table, "judge") for table in tables})
    assert sorted(entry.rule for entry in found) == sorted(wanted)
    assert [check.rule.code for check in CHECKS] == wanted


def test_an_expectation_is_built_from_its_catalogue_row() -> None:
    validate({})  # starts the engine quietly
    engine = import_module("expectations.engine")
    severities = {"block": "critical", "explain": "warning", "advise": "info"}
    names = set()
    for table in {check.rule.table for check in CHECKS}:
        for made in engine.suite_of(table, checks_of(table)).expectations:
            known = rules()[made.meta["rule"]]
            assert known.table == table
            assert made.severity == severities[known.severity]
            assert made.description == known.statement_id
            names.add(type(made).__name__)
    assert len(names) == len(CHECKS)


def test_a_rule_that_raises_is_our_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost_column(attendance: pd.DataFrame) -> "pd.Series[bool]":
        return verdicts(passes=attendance["no_such_column"], applies=attendance["workday"])

    known = checks_of("attendance")
    lost = replace(known[0], rule=replace(known[0].rule, code="X01", name="lost_column"), judge=lost_column)

    def broken(_: str) -> tuple[Check, ...]:
        return (*known, lost)

    monkeypatch.setattr(validation, "checks_of", broken)
    with pytest.raises(RuleError, match=r"(?s)X01.*no_such_column"):
        validate({"attendance": frame("attendance", "judge", [{"village_code": VILLAGE}])})


def test_a_month_of_a_regency_is_one_batch_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    validate({})  # starts the engine quietly
    batch_class = import_module("great_expectations.datasource.fluent.interfaces").Batch
    real, batches = batch_class.validate, []

    def counted(batch: object, suite: Any, **options: object) -> object:
        batches.append(suite.name)
        return real(batch, suite, **options)

    monkeypatch.setattr(batch_class, "validate", counted)
    numbers = pd.Series(range(60_000))
    month = pd.DataFrame(
        {
            "village_code": "35.03.01." + (2001 + numbers // 400).astype("str"),
            "person": (numbers // 30).astype("str"),
            "date": pd.Timestamp(2024, 10, 1) + pd.to_timedelta(numbers % 30, unit="D"),
            "shown": "H",
            "code": "H",
            "in_period": True,
        }
    )
    month.loc[59_999, "code"] = None
    attendance = conform(month, "attendance", "judge")
    found = {entry.rule: entry for entry in validate({"attendance": attendance, "totals": frame("totals", "judge")})}
    assert batches == ["attendance"]
    assert found["D09"].rows == (59_999,)
    assert (found["D09"].applied, found["D09"].passed) == (60_000, 59_999)


def test_the_rows_come_back_by_the_tables_own_index() -> None:
    mentions = frame("mentions", "judge", [{"name": "Siti"}, {}, {"name": "Budi"}, {}]).set_index(
        pd.Index([7, 8, 9, 3])
    )
    found = {entry.rule: entry for entry in validate({"mentions": mentions})}
    assert found["D05"].rows == (8, 3)


def test_the_reason_speaks_the_language_asked_for() -> None:
    assert verdict("D14", [{"shown": "?"}], "en").reason == rules()["D14"].not_applied_en


def test_importing_the_rules_does_not_import_the_engine() -> None:
    script = "import sys, expectations.validation; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_validating_says_nothing_on_the_side(capfd: pytest.CaptureFixture[str]) -> None:
    assert verdict("D14", [{"written": 1}]).failed == 1
    assert capfd.readouterr() == ("", "")
