"""Each rule on its own small table: it passes, it fails at exactly these rows, it does not apply."""

import pytest

from data.catalogue import rules
from expectations import CHECKS
from tests.expectations import (
    attendance_cases,
    case_cases,
    entry_cases,
    neutrality_cases,
    partner_cases,
    person_cases,
    submission_cases,
    vulnerability_cases,
)
from tests.expectations.cases import Case, verdict

MODULES = (
    submission_cases,
    person_cases,
    attendance_cases,
    entry_cases,
    case_cases,
    neutrality_cases,
    vulnerability_cases,
    partner_cases,
)
CASES = [case for module in MODULES for case in module.CASES]
each = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{rules()[case.rule].name}")


@each
def test_passes(case: Case) -> None:
    found = verdict(case.rule, case.passes)
    assert (found.applied, found.passed, found.rows) == (len(case.passes), len(case.passes), ())
    assert found.reason == ""


@each
def test_fails(case: Case) -> None:
    found = verdict(case.rule, case.fails)
    assert found.rows == tuple(case.failing or range(len(case.fails)))
    assert found.failed == len(found.rows)
    assert found.applied == found.passed + found.failed == len(case.fails)


@each
def test_is_not_applied(case: Case) -> None:
    """Either to these rows, or (no rows in the case) only to an empty table; never passed, and with a reason."""
    found = verdict(case.rule, case.not_applied)
    assert (found.applied, found.passed, found.failed, found.not_applied) == (0, 0, 0, len(case.not_applied))
    assert found.reason == rules()[case.rule].not_applied_id


def test_every_rule_has_its_cases() -> None:
    assert {case.rule for case in CASES} == {check.rule.code for check in CHECKS}
