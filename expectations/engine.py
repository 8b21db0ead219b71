"""Great Expectations at work: one quiet, ephemeral context, one batch a table, every rule exactly one expectation.

An expectation computes its rule's condition, vectorised, on the whole batch; its unexpected index holds the row keys
of the failing rows. Importing this module costs seconds, so only ``expectations.validation`` does, when something is
to be validated.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

import great_expectations
import pandas as pd
from great_expectations import ExpectationSuite
from great_expectations.core.expectation_validation_result import ExpectationValidationResult
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metadata_types import FailureSeverity
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from data.errors import RuleError
from expectations.rule import Check

_RESULT_FORMAT = {"result_format": "COMPLETE", "return_unexpected_index_query": False}
_SEVERITIES = {
    "block": FailureSeverity.CRITICAL,
    "explain": FailureSeverity.WARNING,
    "advise": FailureSeverity.INFO,
}


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


def suite_of(table: str, checks: Iterable[Check]) -> ExpectationSuite:
    """Return the suite of a judge table: the expectations of its rules, in order."""
    return ExpectationSuite(name=table, expectations=[expectation_of(check) for check in checks])


def expectation_of(check: Check) -> BatchExpectation:
    """Return a rule's expectation: severity, description and meta are those of its catalogue row."""
    made: BatchExpectation = _expectation_class(check)(
        severity=_SEVERITIES[check.rule.severity],
        description=check.rule.statement_id,
        meta={"rule": check.rule.code, "name": check.rule.name},
    )
    return made


@cache
def _expectation_class(check: Check) -> type[BatchExpectation]:
    """Make the class of a rule's expectation and the metric that judges; both register with the engine by name."""
    metric = f"table.rule.{check.rule.code}"
    name = "".join(word.capitalize() for word in check.rule.name.split("_"))

    def compute(
        cls: type,  # noqa: ARG001 - the engine's signature
        execution_engine: Any,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],  # noqa: ARG001
        metrics: dict[str, Any],  # noqa: ARG001
        runtime_configuration: dict[str, Any],  # noqa: ARG001
    ) -> dict[str, Any]:
        rows, _, _ = execution_engine.get_compute_domain(metric_domain_kwargs, domain_type="table")
        return _judged(check, rows)

    def validate(
        self: BatchExpectation,  # noqa: ARG001 - the engine's signature
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG001
        execution_engine: Any = None,  # noqa: ARG001
    ) -> dict[str, Any]:
        judged = metrics[metric]
        return {"success": not judged["unexpected_index_list"], "result": dict(judged)}

    type(
        f"{name}Metric",
        (TableMetricProvider,),
        {
            "metric_name": metric,
            "value_keys": (),
            "_pandas": metric_value(engine=PandasExecutionEngine)(compute),
            "__module__": __name__,
        },
    )
    return type(
        f"Expect{name}",
        (BatchExpectation,),
        {
            "metric_dependencies": (metric,),
            "_validate": validate,
            "__module__": __name__,
            "__doc__": check.judge.__doc__,
        },
    )


def _judged(check: Check, rows: pd.DataFrame) -> dict[str, Any]:
    answers = check(rows)
    failing = (~answers).fillna(False).astype("bool")
    return {
        "element_count": len(rows),
        "applied_count": int(answers.notna().sum()),
        "unexpected_count": int(failing.sum()),
        "unexpected_index_list": rows.index[failing].tolist(),
    }
