"""What an audit is about: which area, which month, and on which date it stands."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.calendar import Deadlines, Period, deadlines
from data.register import Area
from data.sentences import VILLAGES


@dataclass(frozen=True)
class Scope:
    """The question that an audit answers.

    Receipts after ``as_of`` don't exist for it, and no day after ``as_of`` is judged. ``language`` (id, en) is that
    of the sentences.
    """

    area: Area
    period: Period
    as_of: date
    language: str = "id"

    @property
    def for_villages(self) -> "Scope":
        """The same question, answered in the villages' language."""
        return replace(self, language=VILLAGES)

    @property
    def deadlines(self) -> Deadlines:
        return deadlines(self.period)

    @property
    def deemed_receipt(self) -> date:
        """Receipt of a file that the ledger does not know: as_of, but never after the due date."""
        return min(self.as_of, self.deadlines.due)


def audit_day(period: Period) -> date:
    """Return the day of a period's regular audit: the day after its due date."""
    return deadlines(period).due + timedelta(days=1)
