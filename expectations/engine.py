"""Great Expectations at work: one quiet, ephemeral context that validates one batch a table.

Importing this module costs seconds, so only ``expectations.validation`` does, when something is to be validated.
"""

from typing import Any

import great_expectations
import pandas as pd
from great_expectations.core.expectation_validation_result import ExpectationValidationResult
from great_expectations.data_context.types.base import ProgressBarsConfig

from data.errors import RuleError
from expectations.rule import Check
from expectations.suites import suite_of

_RESULT_FORMAT = {"result_format": "COMPLETE", "return_unexpected_index_query": False}


class Engine:
    """A context that validates tables; it stores nothing, sends nothing and shows no progress bars."""

    def __init__(self) -> None:
        context = great_expectations.get_context(mode="ephemeral")
        context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
        source = context.data_sources.add_pandas("audit")
        self._rows = source.add_dataframe_asset("rows").add_batch_definition_whole_dataframe("rows")

    def judge(self, table: str, rows: pd.DataFrame, checks: tuple[Check, ...]) -> dict[str, dict[str, Any]]:
        """Validate one table by one suite in one run.

        Out: for each rule's code element_count, applied_count, unexpected_count and unexpected_index_list.
        Raises ``RuleError`` for a rule that raised.
        """
        batch = self._rows.get_batch({"dataframe": rows})
        validated = batch.validate(suite_of(table, checks), result_format=_RESULT_FORMAT)
        judged: dict[str, dict[str, Any]] = {}
        for result in validated.results:  # not in the suite's order
            code = _rule(result)
            fault = _fault(result.exception_info)
            if fault is not None:
                raise RuleError(f"{code} on table {table} raised instead of judging:\n{fault}")
            judged[code] = result.result
        return judged


def _rule(result: ExpectationValidationResult) -> str:
    if result.expectation_config is None or result.expectation_config.meta is None:
        raise RuleError("a validation result came back without the rule that it is about")
    return str(result.expectation_config.meta["rule"])


def _fault(info: dict[str, Any]) -> str | None:
    """Return the traceback in an exception_info, which is flat or, when a metric raised, by the metric's key."""
    parts = [info] if "raised_exception" in info else list(info.values())
    return next((str(part["exception_traceback"]) for part in parts if part["raised_exception"]), None)
