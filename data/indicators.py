"""The indicators and the gates of the score, in words: ``indicators.csv`` and ``score_gates.csv``."""

from decimal import Decimal
from functools import cache

from data.reference import limit, only, records


@cache
def weights() -> dict[str, int]:
    """Return the weight in SKN of each indicator that is a part of it, in order."""
    return {row["indicator"]: int(row["weight"]) for row in records("indicators") if row["weight"]}


def not_applied(indicator: str, language: str = "id") -> str | None:
    """Return why an indicator without a denominator does not apply; None for one that is 0 then."""
    row = next((row for row in records("indicators") if row["indicator"] == indicator), None)
    return row[f"not_applied_{language}"] or None if row else not_applied("thd", language)


def gate_reason(gate: str, language: str = "id") -> str:
    """Return in words what a gate of the score says, its limit as a percentage."""
    text = only("score_gates", gate=gate)[f"text_{language}"]
    shares = {name: _percent(limit(name)) for name in ("minimum_completeness", "maximum_unexcused")}
    return text.format_map(shares)


def _percent(share: float) -> str:
    return f"{Decimal(str(share)) * 100:.0f}%"
