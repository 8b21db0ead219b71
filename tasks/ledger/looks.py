"""The looks at an inbox, and whether the clock that dated them can be believed.

A look is *ahead* when its note was written at a time from which later notes, or the clock now, are more than a day
away: the clock stood wrong then. Such a look tells that something was there, but not when, so nothing is dated by it.
The clock is compared only with times that we wrote ourselves, never with times of files.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd
from sqlalchemy import Connection, select

from data.errors import EnvironmentUnavailable
from data.sentences import both
from tasks.ledger.schema import LOOKS

_BELIEVED = timedelta(days=1)
"""By how much two times of ours may contradict each other: time zones and a clock that is set right."""

_ENOUGH = 3
"""So many looks that all lie ahead are not wrong: the clock now is."""


@dataclass(frozen=True)
class Looks:
    """The looks at one inbox so far: *id*, *area_code*, *looked_at*, *recorded_at* in the order of their making.

    ``trusted`` are those by which something can be dated, ``ahead`` the others.
    """

    trusted: pd.DataFrame
    ahead: pd.DataFrame

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that were looked at, by looks that can be believed."""
        return tuple(self.trusted["area_code"].unique())

    @property
    def latest(self) -> list[datetime]:
        """The moment of the latest look, or nothing."""
        return [] if self.trusted.empty else [self.trusted["looked_at"].max().to_pydatetime()]

    def before(self, receipts: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
        """Return for each receipt (look, village_code) the moment of the last look before the one that first saw it.

        A look counts when its area holds the village; a receipt without ``look`` is seen first now.
        """
        found = pd.Series(pd.NaT, index=receipts.index, dtype="datetime64[s]")
        number = receipts["look"].astype("Float64").fillna(float("inf"))
        village = receipts["village_code"].fillna("")
        for code, looks in self.trusted.groupby("area_code"):
            place = looks["id"].searchsorted(number.to_numpy(dtype="float64"))
            seen = [*looks["looked_at"].cummax().shift(1), looks["looked_at"].max()]
            moments = pd.Series([seen[at] for at in place], index=receipts.index, dtype="datetime64[s]")
            mine = village.str.startswith(str(code)) | (village == "")
            later = mine & moments.notna() & (found.isna() | (moments > found))
            found = found.mask(later, moments)
        return found


def looks_at(connection: Connection, inbox: str, now: datetime) -> Looks:
    """Return the looks at an inbox so far.

    In: ``now`` in UTC without zone. Raises ``EnvironmentUnavailable`` when all of several looks lie ahead of it: then
    the clock stands wrong, and what it dated would be wrong for ever.
    """
    columns = (LOOKS.c.id, LOOKS.c.area_code, LOOKS.c.looked_at, LOOKS.c.recorded_at)
    rows = pd.read_sql(select(*columns).where(LOOKS.c.inbox == inbox).order_by(LOOKS.c.id), connection)
    for moment in ("looked_at", "recorded_at"):
        rows[moment] = pd.to_datetime(rows[moment]).astype("datetime64[s]")
    later = rows["recorded_at"][::-1].cummin()[::-1]
    later = later.where(later < pd.Timestamp(now), pd.Timestamp(now))
    is_ahead = rows["recorded_at"] > later + _BELIEVED
    if len(rows) >= _ENOUGH and is_ahead.all():
        latest = rows["recorded_at"].max()
        raise EnvironmentUnavailable(both("clock_behind", now=now, latest=latest))
    return Looks(rows[~is_ahead].reset_index(drop=True), rows[is_ahead].reset_index(drop=True))
