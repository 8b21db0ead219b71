"""The score SKN, its gates and bands, and the priority of visits — exactly as 3-scoring.md says.

Sums are exact fractions until the very end, where a figure is rounded half up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache

from data.reference import limit, records

NOT_ASSESSABLE = "TIDAK DAPAT DINILAI"
_REVERSED = ("lbs",)

Sums = Mapping[str, tuple[float, float]]
"""Numerator and denominator by indicator, as ``indicators.village_shares`` makes them."""


@dataclass(frozen=True)
class Score:
    """``skn`` is None when the area cannot be assessed; ``reason`` then says why; ``capped_by`` names a gate."""

    skn: Fraction | None
    grade: str
    priority: Fraction
    reason: str = ""
    capped_by: str = ""


def score(sums: Sums, *, has_attendance: bool, has_sanction: bool) -> Score:
    """Return the score of an area from its sums.

    SKN = 20·KTW + 15·KLK + 15·THJ + 15·CPI + 10·KRK + 15·(1−LBS) + 10·NIH; a part that is not applied is left out and
    the rest is scaled to 100. Gates in this order: no attendance form or KLK below its minimum: not assessable; a
    sanction in the period: at most KURANG PATUH; TK rate above its maximum: at most CUKUP.
    """
    completeness = _ratio("klk", sums)
    if not has_attendance or completeness is None or completeness < _limit("minimum_completeness"):
        reason = "kelengkapan di bawah batas" if has_attendance else "tidak ada daftar hadir"
        return Score(None, NOT_ASSESSABLE, _priority(Fraction(0), sums), reason)
    skn = compliance(sums)
    grade, capped_by = _band(skn), ""
    unexcused = _ratio("tk_rate", sums)
    if has_sanction:
        grade, capped_by = _at_most(grade, "KURANG PATUH"), "sanksi dijatuhkan dalam periode ini"
    elif unexcused is not None and unexcused > _limit("maximum_unexcused"):
        grade, capped_by = _at_most(grade, "CUKUP"), "tanpa keterangan di atas batas"
    return Score(skn, grade, _priority(skn, sums), capped_by=capped_by)


def compliance(sums: Sums) -> Fraction:
    """Return SKN without its gates; 0 when no part applies."""
    earned, possible = Fraction(0), 0
    for name, weight in _weights().items():
        ratio = _ratio(name, sums)
        if ratio is not None:
            earned += weight * (1 - ratio if name in _REVERSED else ratio)
            possible += weight
    return 100 * earned / possible if possible else Fraction(0)


def rounded(value: Fraction | float, decimals: int) -> float:
    """Round half up, as people do; only ever the last step."""
    exact = Fraction(value)
    quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
    return float(quotient.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def _ratio(name: str, sums: Sums) -> Fraction | None:
    numerator, denominator = sums[name]
    if denominator == 0:
        return Fraction(0) if name == "lbs" else None
    return Fraction(numerator) / Fraction(denominator)


def _priority(skn: Fraction, sums: Sums) -> Fraction:
    """PRIO = 0.6·(100−SKN)/100 + 0.4·SKR/100; not assessable counts SKN as 0, an unmapped village SKR as 50."""
    mapped = _ratio("skr", sums)
    skr = _limit("priority_unmapped_vulnerability") if mapped is None else 100 * mapped
    compliance_part = _limit("priority_weight_compliance") * (100 - skn)
    return (compliance_part + _limit("priority_weight_vulnerability") * skr) / 100


def _limit(name: str) -> Fraction:
    return Fraction(Decimal(str(limit(name))))


@cache
def _weights() -> dict[str, int]:
    return {row["indicator"]: int(row["weight"]) for row in records("indicators") if row["weight"]}


@cache
def _bands() -> tuple[tuple[str, int], ...]:
    return tuple((row["grade"], int(row["minimum"])) for row in records("grades") if row["minimum"])


def _band(skn: Fraction) -> str:
    return next(grade for grade, minimum in _bands() if skn >= minimum)


def _at_most(grade: str, highest: str) -> str:
    order = [name for name, _ in _bands()]
    return order[max(order.index(grade), order.index(highest))]
