"""The indicators, grades and gates of the score, in words, and the decimals with which figures are published."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from data.reference import Colour, Filled, WholeNumber, limit, load, only


@dataclass(frozen=True)
class Indicator:
    """One row of ``indicators.csv``: labels, weight in SKN (None: no part of it), formula, and why it may not apply."""

    indicator: Filled
    label_id: Filled
    label_en: Filled
    weight: WholeNumber
    formula_id: Filled
    not_applied_id: str
    not_applied_en: str

    def label(self, language: str) -> str:
        return self.label_en if language == "en" else self.label_id

    def not_applied(self, language: str) -> str:
        return self.not_applied_en if language == "en" else self.not_applied_id


@dataclass(frozen=True)
class ScoreGate:
    """One row of ``score_gates.csv``: what a gate of the score says."""

    gate: Filled
    text_id: Filled
    text_en: Filled

    def text(self, language: str) -> str:
        return self.text_en if language == "en" else self.text_id


@dataclass(frozen=True)
class Grade:
    """One row of ``grades.csv``: its lowest SKN (None: given by a gate) and its colours."""

    grade: Filled
    minimum: WholeNumber
    fill: Colour
    ink: Colour


@dataclass(frozen=True)
class CoincidenceRemark:
    """One row of ``coincidence_remarks.csv``: what a coincidence's row says in words."""

    remark: Filled
    id: Filled
    en: Filled

    def text(self, language: str) -> str:
        return self.en if language == "en" else self.id


@dataclass(frozen=True)
class Decimals:
    """One row of ``decimals.csv``: with how many decimals a column is published."""

    table: Filled
    column: Filled
    decimals: int


@cache
def weights() -> dict[str, int]:
    """Return the weight in SKN of each indicator that is a part of it, in order."""
    return {row.indicator: row.weight for row in load("indicators", Indicator) if row.weight}


def not_applied(indicator: str, language: str = "id") -> str | None:
    """Return why an indicator without a denominator does not apply; None for one that is 0 then."""
    row = next((row for row in load("indicators", Indicator) if row.indicator == indicator), None)
    return row.not_applied(language) or None if row else not_applied("thd", language)


def gate_reason(gate: str, language: str = "id") -> str:
    """Return in words what a gate of the score says, its limit as a percentage."""
    text = only("score_gates", ScoreGate, gate=gate).text(language)
    shares = {name: _percent(limit(name)) for name in ("minimum_completeness", "maximum_unexcused")}
    return text.format_map(shares)


def _percent(share: float) -> str:
    return f"{Decimal(str(share)) * 100:.0f}%"
