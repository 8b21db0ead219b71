"""Correcting looks that a wrong clock dated: on record beside them, the looks themselves stay as they were noted."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from sqlalchemy import Connection, insert, select

from data.errors import UsageError
from data.sentences import both
from tasks.findings.masked_text import without_identifiers
from tasks.ledger.looks import last_corrections
from tasks.ledger.receipts import utc
from tasks.ledger.schema import LOOK_CORRECTIONS, LOOKS


@dataclass(frozen=True)
class LookCorrection:
    """What a person says of the looks ``first`` to ``last``: when they were really made (None: they date nothing)."""

    first: int
    last: int
    looked_at: datetime | None
    reason: str
    corrected_by: str


def correct_looks(connection: Connection, said: LookCorrection, now: datetime) -> int:
    """Record a correction; return how many looks it concerns. The last one that was recorded of a look counts.

    Raises ``UsageError`` when there is no such look, the moment is still to come, or the reason or the name is missing.
    """
    if not said.reason.strip() or not said.corrected_by.strip():
        raise UsageError(both("look_correction_incomplete"))
    if said.looked_at and said.looked_at > now:
        raise UsageError(both("look_correction_future", moment=said.looked_at.isoformat(" ", "minutes")))
    numbers = connection.scalars(select(LOOKS.c.id).where(LOOKS.c.id.between(said.first, said.last))).all()
    if not numbers:
        raise UsageError(both("look_unknown", first=said.first, last=said.last))
    told = {
        "looked_at": utc(said.looked_at) if said.looked_at else None,
        "reason": without_identifiers(said.reason),
        "corrected_by": without_identifiers(said.corrected_by),
        "recorded_at": utc(now),
    }
    connection.execute(insert(LOOK_CORRECTIONS), [{"look": number, **told} for number in numbers])
    return len(numbers)


def latest_looks(connection: Connection, most: int) -> pd.DataFrame:
    """Return the latest looks with their last correction: id, inbox, area_code, looked_at, recorded_at (UTC), reason.

    ``looked_at`` is the corrected moment, missing for what dates nothing.
    """
    rows = pd.read_sql(select(LOOKS).order_by(LOOKS.c.id.desc()).limit(most), connection)[::-1]
    corrections = last_corrections(connection).rename(columns={"looked_at": "corrected_at"})
    told = rows.merge(corrections, left_on="id", right_on="look", how="left")
    told["looked_at"] = told["looked_at"].where(told["look"].isna(), told["corrected_at"])
    return told[["id", "inbox", "area_code", "looked_at", "recorded_at", "reason"]]
