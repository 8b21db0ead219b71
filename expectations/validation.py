"""Judging tables by their rules: one Great Expectations batch a table, for all villages at once."""

import logging
import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from expectations import checks_of
from expectations.rule import Check

if TYPE_CHECKING:
    from expectations.engine import Engine


@dataclass(frozen=True)
class Verdict:
    """What a rule found: counts of rows, why nothing applied (else ``""``), and the keys of the failing rows.

    ``applied`` = ``passed`` + ``failed``; ``applied`` + ``not_applied`` = rows of the table. ``rows`` are index labels
    of the rule's table.
    """

    rule: str
    applied: int
    passed: int
    failed: int
    not_applied: int
    reason: str
    rows: tuple[int, ...]


def validate(tables: Mapping[str, pd.DataFrame], language: str = "id") -> list[Verdict]:
    """Judge every rule of the given judge tables.

    In: tables of stage *judge* (tables.csv) by name, each with a unique index. Out: one verdict a rule, table by table
    in the order given, rules in the catalogue's; the reason is in ``language`` (id, en). A table without rows is not
    applied, never passed. Raises ``RuleError`` when a rule raises instead of judging.
    """
    engine = start_engine()
    return [
        verdict
        for table, rows in tables.items()
        if (checks := checks_of(table))
        for verdict in _verdicts(engine, table, rows, checks, language)
    ]


def _verdicts(
    engine: "Engine", table: str, rows: pd.DataFrame, checks: tuple[Check, ...], language: str
) -> list[Verdict]:
    if rows.empty:
        return [Verdict(check.rule.code, 0, 0, 0, 0, check.rule.not_applied(language), ()) for check in checks]
    judged = engine.judge(table, rows, checks)
    found = []
    for check in checks:
        result = judged[check.rule.code]
        applied, failed = result["applied_count"], result["unexpected_count"]
        found.append(
            Verdict(
                rule=check.rule.code,
                applied=applied,
                passed=applied - failed,
                failed=failed,
                not_applied=result["element_count"] - applied,
                reason="" if applied else check.rule.not_applied(language),
                rows=tuple(result["unexpected_index_list"]),
            )
        )
    return found


def start_engine() -> "Engine":
    """Start the engine: its import takes seconds and is made only here, quietly and without its analytics."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    logging.getLogger("great_expectations").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it imports the retired sre_constants
        from expectations.engine import Engine  # noqa: PLC0415
    return Engine()
