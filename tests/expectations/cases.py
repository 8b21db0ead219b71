"""What a rule must say of small tables: rows that pass, rows that fail, rows to which it does not apply."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.catalogue import rules
from data.tables import frame
from expectations.validation import Verdict, validate

Row = Mapping[str, object]
VILLAGE, NEIGHBOUR = "35.03.01.2001", "35.03.01.2002"


@dataclass(frozen=True)
class Case:
    """Rows for one rule; of ``fails`` those at ``failing`` fail (all of them when it is empty)."""

    rule: str
    passes: Sequence[Row]
    fails: Sequence[Row]
    not_applied: Sequence[Row]
    failing: Sequence[int] = ()


def verdict(code: str, rows: Sequence[Row], language: str = "id") -> Verdict:
    """Validate one judge table by its whole suite and return the verdict of one rule; a row is of VILLAGE if unsaid."""
    table = rules()[code].table
    judged = validate({table: frame(table, "judge", [{"village_code": VILLAGE} | dict(row) for row in rows])}, language)
    return next(found for found in judged if found.rule == code)
