"""The rules as Great Expectations suites: one table, one suite, every rule exactly one expectation.

An expectation computes its rule's condition, vectorised, on the whole batch; its unexpected index holds the row keys
of the failing rows. Importing this module costs seconds, so only ``expectations.engine`` does.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

import pandas as pd
from great_expectations import ExpectationSuite
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metadata_types import FailureSeverity
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from expectations.rule import Check

_SEVERITIES = {
    "block": FailureSeverity.CRITICAL,
    "explain": FailureSeverity.WARNING,
    "advise": FailureSeverity.INFO,
}


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
