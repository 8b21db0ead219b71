"""The looks at an inbox, and whether the clock that dated them can be believed.

A look is *ahead* when its note was written at a time from which later notes, or the clock now, are more than a day
away: the clock stood wrong then. Such a look tells that something was there, but not when, so nothing is dated by it.
The clock is compared only with times that we wrote ourselves, never with times of files.
A person can correct a look (``look_corrections.py``): it was made at another time, or it dates nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd
from sqlalchemy import Connection, select

from data.errors import EnvironmentUnavailable
from data.sentences import both
from tasks.ledger.schema import LOOK_CORRECTIONS, LOOKS, UNREAD_FILES

_BELIEVED = timedelta(days=1)
"""By how much two times of ours may contradict each other: time zones and a clock that is set right."""

_ENOUGH = 3
"""So many looks that all lie ahead are not wrong: the clock now is."""


@dataclass(frozen=True)
class Looks:
    """The looks at one inbox so far: *id*, *area_code*, *looked_at*, *recorded_at* in the order of their making.

    ``trusted`` are those by which something can be dated, ``ahead`` those of a wrong clock, and ``left_out`` those of
    which a person said so. ``moved`` tells by id when each corrected look was made, ``noted`` the same by the moment
    that its clock showed. ``unread`` (look, file): what lay there and could not be read.
    """

    trusted: pd.DataFrame
    ahead: pd.DataFrame
    left_out: pd.DataFrame
    moved: "pd.Series[pd.Timestamp]"
    noted: "pd.Series[pd.Timestamp]"
    unread: pd.DataFrame

    @property
    def undated(self) -> "pd.Series[int]":
        """The numbers of the looks that date nothing."""
        numbers: pd.Series[int] = pd.concat([self.ahead["id"], self.left_out["id"]])
        return numbers

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that were looked at, by looks that can be believed."""
        return tuple(self.trusted["area_code"].unique())

    @property
    def latest(self) -> list[datetime]:
        """The moment of the latest look, or nothing."""
        return [] if self.trusted.empty else [self.trusted["looked_at"].max().to_pydatetime()]

    def before(self, receipts: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
        """Return for each receipt (look, village_code, file) the moment of the last look before its own.

        A look counts when its area holds the village, and the file was not there unread; a receipt without ``look`` is
        seen first now.
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
        for at in receipts.index[receipts["file"].isin(self.unread["file"])]:
            found[at] = self._before_unread(receipts.loc[at, "file"], village[at], number[at])
        return found

    def _before_unread(self, file: str, village: str, number: float) -> pd.Timestamp:
        """Return the moment of the last look before a number that can tell that a file was not there."""
        looks = self.trusted[self.trusted["id"] < number]
        blind = looks["id"].isin(self.unread.loc[self.unread["file"] == file, "look"])
        mine = looks["area_code"].map(lambda code: not village or village.startswith(str(code))).astype("bool")
        moment: pd.Timestamp = looks.loc[mine & ~blind, "looked_at"].max()
        return moment


def looks_at(connection: Connection, inbox: str, now: datetime) -> Looks:
    """Return the looks at an inbox so far.

    In: ``now`` in UTC without zone. Raises ``EnvironmentUnavailable`` when all of several looks lie ahead of it: then
    the clock stands wrong, and what it dated would be wrong for ever.
    """
    columns = (LOOKS.c.id, LOOKS.c.area_code, LOOKS.c.looked_at, LOOKS.c.recorded_at)
    rows = pd.read_sql(select(*columns).where(LOOKS.c.inbox == inbox).order_by(LOOKS.c.id), connection)
    for moment in ("looked_at", "recorded_at"):
        rows[moment] = pd.to_datetime(rows[moment]).astype("datetime64[s]")
    corrections = last_corrections(connection)
    left_out = rows["id"].isin(corrections.loc[corrections["looked_at"].isna(), "look"])
    moved = corrections.dropna(subset=["looked_at"]).set_index("look")["looked_at"]
    moved = moved[moved.index.isin(rows["id"])]
    shown = rows.set_index("id")["looked_at"].reindex(moved.index)
    noted = moved.set_axis(shown).groupby(level=0).last()
    for moment in ("looked_at", "recorded_at"):
        rows[moment] = replaced(rows["id"], moved, rows[moment])
    out, rows = rows[left_out].reset_index(drop=True), rows[~left_out].reset_index(drop=True)
    later = rows["recorded_at"][::-1].cummin()[::-1]
    later = later.where(later < pd.Timestamp(now), pd.Timestamp(now))
    is_ahead = rows["recorded_at"] > later + _BELIEVED
    if len(rows) >= _ENOUGH and is_ahead.all():
        latest = rows["recorded_at"].max()
        raise EnvironmentUnavailable(both("clock_behind", now=now, latest=latest))
    trusted, ahead = (rows[kept].reset_index(drop=True) for kept in (~is_ahead, is_ahead))
    return Looks(trusted, ahead, out, moved, noted, _unread(connection, inbox))


def replaced(
    keys: "pd.Series[int]", moments: "pd.Series[pd.Timestamp]", others: "pd.Series[pd.Timestamp]"
) -> "pd.Series[pd.Timestamp]":
    """Return the moment of each key; where ``moments`` has none, that of ``others`` in the same row."""
    return pd.to_datetime(keys.map(moments.to_dict())).astype("datetime64[s]").fillna(others)


def _unread(connection: Connection, inbox: str) -> pd.DataFrame:
    asked = select(UNREAD_FILES.c.look, UNREAD_FILES.c.file).join(LOOKS).where(LOOKS.c.inbox == inbox)
    return pd.read_sql(asked, connection)


def last_corrections(connection: Connection) -> pd.DataFrame:
    """Return look, looked_at (missing: it dates nothing) and reason of the last correction of each corrected look."""
    columns = (LOOK_CORRECTIONS.c.look, LOOK_CORRECTIONS.c.looked_at, LOOK_CORRECTIONS.c.reason)
    rows = pd.read_sql(select(*columns).order_by(LOOK_CORRECTIONS.c.id), connection)
    rows["looked_at"] = pd.to_datetime(rows["looked_at"]).astype("datetime64[s]")
    return rows.drop_duplicates("look", keep="last")
