"""Tables of law besides the catalogues: who may receive a case, whom a violation binds, what absence leads to.

``basis`` is a citation, as people read it; ``source`` says where it was read and what is not certain: nobody prints it.
"""

from dataclasses import dataclass
from typing import Literal

from data.reference import Day, Filled, Verified


@dataclass(frozen=True)
class AbsenceThreshold:
    """One row of ``absence_thresholds.csv``: days without leave, in a row or in a year, that have a consequence."""

    category: Filled
    days: int
    in_a_row: bool
    basis: Filled
    valid_from: Day
    valid_until: Day
    source: Filled
    verified: Verified


@dataclass(frozen=True)
class CaseRoute:
    """One row of ``case_routes.csv``: a body (``channel``) for a code and category, each blank for every one.

    ``competent`` decides, ``also`` may receive too, ``advice``: accepted with the advice to pass it on.
    """

    code: str
    category: str
    channel: Filled
    acceptance: Literal["competent", "also", "advice"]
    valid_from: Day
    valid_until: Day
    basis: Filled
    source: Filled
    verified: Verified


@dataclass(frozen=True)
class ViolationSubject:
    """One row of ``violation_subjects.csv``: a category of persons whom a violation binds, under a condition."""

    code: Filled
    subject: Filled
    category: str
    condition: str
    valid_from: Day
    valid_until: Day
    source: Filled
    verified: Verified


@dataclass(frozen=True)
class PledgeDuty:
    """One row of ``pledge_duties.csv``: a category that must pledge neutrality, in one area or (blank) everywhere."""

    category: Filled
    area_code: str
    basis: Filled
    source: Filled
    verified: Verified
    valid_from: Day = None
    valid_until: Day = None
