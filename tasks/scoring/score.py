"""The score SKN, its gates and bands, and the priority of visits — exactly as 3-scoring.md says.

Sums are exact fractions until the very end, where a figure is rounded half up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache

from data.indicators import Grade, weights
from data.reference import limit, load

NOT_ASSESSABLE = "TIDAK DAPAT DINILAI"

Sums = Mapping[str, tuple[float, float]]
"""Numerator and denominator by indicator, as ``indicators.village_shares`` makes them."""


@dataclass(frozen=True)
class Part:
    """One part of SKN that applied: its weight, and the points of SKN that it earned after scaling to 100."""

    indicator: str
    weight: int
    points: Fraction


@dataclass(frozen=True)
class Score:
    """``skn`` is None when the area cannot be assessed. ``parts`` add up to ``skn``.

    ``gate`` names the gate that took the number or capped the grade: no_attendance, incomplete, unexcused; ``""``.
    """

    skn: Fraction | None
    grade: str
    priority: Fraction
    parts: tuple[Part, ...] = ()
    gate: str = ""


def score(sums: Sums, *, has_attendance: bool) -> Score:
    """Return the score of an area from its sums.

    SKN = 25·KTW + 20·KLK + 15·THJ + 20·CPI + 10·KRK + 10·NIH; a part that is not applied is left out and the rest is
    scaled to 100. Gates in this order: no attendance form or KLK below its minimum: not assessable; TK rate above
    its maximum: at most CUKUP. Neither a reported case nor anybody's sanction counts: no law says so, and a village
    that reports honestly must never be worse off than one that hides.
    """
    completeness = _ratio("klk", sums)
    if not has_attendance or completeness is None or completeness < _limit("minimum_completeness"):
        gate = "incomplete" if has_attendance else "no_attendance"
        return Score(None, NOT_ASSESSABLE, _priority(Fraction(0), sums), gate=gate)
    parts = compliance(sums)
    skn = sum((part.points for part in parts), Fraction(0))
    grade, gate = _band(skn), ""
    unexcused = _ratio("tk_rate", sums)
    if unexcused is not None and unexcused > _limit("maximum_unexcused"):
        grade, gate = _at_most(grade, "CUKUP"), "unexcused"
    return Score(skn, grade, _priority(skn, sums), parts, gate)


def compliance(sums: Sums) -> tuple[Part, ...]:
    """Return the parts of SKN without its gates, in the order of indicators.csv; none when no part applies."""
    ratios = {name: ratio for name in weights() if (ratio := _ratio(name, sums)) is not None}
    possible = sum(weights()[name] for name in ratios)
    return tuple(
        Part(name, weights()[name], 100 * weights()[name] * ratio / possible) for name, ratio in ratios.items()
    )


def rounded(value: Fraction | float, decimals: int) -> float:
    """Round half up, as people do; only ever the last step."""
    exact = Fraction(value)
    quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
    return float(quotient.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def _ratio(name: str, sums: Sums) -> Fraction | None:
    numerator, denominator = sums[name]
    return Fraction(numerator) / Fraction(denominator) if denominator else None


def _priority(skn: Fraction, sums: Sums) -> Fraction:
    """PRIO = 0.6·(100−SKN)/100 + 0.4·SKR/100; not assessable counts SKN as 0, an unmapped village SKR as 50."""
    mapped = _ratio("skr", sums)
    skr = _limit("priority_unmapped_vulnerability") if mapped is None else 100 * mapped
    compliance_part = _limit("priority_weight_compliance") * (100 - skn)
    return (compliance_part + _limit("priority_weight_vulnerability") * skr) / 100


def _limit(name: str) -> Fraction:
    return Fraction(Decimal(str(limit(name))))


@cache
def _bands() -> tuple[tuple[str, int], ...]:
    return tuple((row.grade, row.minimum) for row in load("grades", Grade) if row.minimum is not None)


def _band(skn: Fraction) -> str:
    return next(grade for grade, minimum in _bands() if skn >= minimum)


def _at_most(grade: str, highest: str) -> str:
    order = [name for name, _ in _bands()]
    return order[max(order.index(grade), order.index(highest))]
