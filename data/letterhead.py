"""The inspectorate's letterhead: ``letterhead.csv``, to which an installation adds its address and telephone."""

from dataclasses import dataclass

from data.reference import Filled, load
from data.register import regency_name, regency_of


@dataclass(frozen=True)
class LetterheadLine:
    """One row of ``letterhead.csv``; ``{regency}`` in its words is the regency's name in capital letters."""

    line: int
    words: Filled


def letterhead(area_code: str) -> tuple[str, ...]:
    """Return the lines over a paper about an area, from top to bottom: that of the regency in which it lies."""
    regency = regency_name(regency_of(area_code)).upper()
    lines = sorted(load("letterhead", LetterheadLine), key=lambda each: each.line)
    return tuple(each.words.replace("{regency}", regency) for each in lines)
