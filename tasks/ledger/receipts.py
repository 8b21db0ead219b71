"""Receipts: when the bytes of every file were first seen, and which earlier versions an audit still knows.

*A look* is one listing of the inbox by an audit or by the watch. What lies there at the first look of a village's
folder may have lain there for long, so it counts as received in time; what a later look finds was received after the
look before and up to this one. The bytes of a look whose clock cannot be believed (``looks.py``) were received at the
look before, as far as anybody knows. So were those of a file that the look before saw and could not read: in use,
still copied, closed to us. It lay there already.
What an audit counted stays received when its file is replaced or removed: the bytes are in the archive.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pandas as pd
from sqlalchemy import Connection, insert, select, update

from data.calendar import ZONE
from data.scope import Scope
from data.sentences import both
from data.tables import project
from tasks.inbox.listing import read_at_the_next_look
from tasks.ledger.looks import Looks, looks_at, replaced
from tasks.ledger.rows import add_rows
from tasks.ledger.schema import AUDITS, LOOKS, RECEIPTS, SUBMISSIONS, UNREAD_FILES

_COUNTED = ("current", "superseded")
_BYTES = ["file", "sha256"]
_RECEIPT = ["received_at", "seen_before_at", "look", "found_at_first_look"]
_FAR_FUTURE = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Look:
    """What one listing of an inbox showed, not yet in the ledger.

    ``looked_at`` is the audit's clock, ``seen_at`` that of the latest look (an audit of an earlier day may be made
    later). ``files`` is *files* (read) as the audit counts it; ``unseen`` are the receipts to add (file, place,
    village_code, sha256, size, found_at_first_look), ``gone`` and ``back`` the keys of receipts whose file
    disappeared or returned; ``unread`` the villages' files that lay there and could not be read.
    """

    inbox: str
    area_code: str
    looked_at: datetime
    files: pd.DataFrame
    unseen: pd.DataFrame
    seen_at: datetime
    gone: tuple[int, ...]
    back: tuple[int, ...]
    unread: tuple[str, ...]


def audit_clock(as_of: date, now: datetime) -> datetime:
    """Return the moment at which an audit looks, in UTC without zone: now, but never after the end of its day."""
    end_of_day = datetime.combine(as_of, time.max, ZONE).replace(microsecond=0)
    return utc(min(now.astimezone(ZONE), end_of_day))


def utc(moment: datetime) -> datetime:
    """Return a moment as the ledger keeps it: UTC without zone, whole seconds."""
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def look(connection: Connection, inbox: str, files: pd.DataFrame, scope: Scope, now: datetime) -> Look:
    """Compare a listing with the ledger; write nothing.

    In: *files* (read) as listed and archived. Out: the same files with their moments of receipt, without those that
    were received after the audit's day, and with the earlier versions that the ledger knows (``present`` false).
    """
    clock = audit_clock(scope.as_of, now)
    end = audit_clock(scope.as_of, _FAR_FUTURE)
    looks = looks_at(connection, inbox, utc(now))
    if not looks.ahead.empty:
        told = both("looks_ahead", count=len(looks.ahead), latest=looks.ahead["recorded_at"].max())
        logging.getLogger("netralitas").warning(told)
    known = _known(connection, inbox, scope, looks)
    received = files["sha256"].notna() & (files["ignored"].isna() | (files["place"] == "auditor"))
    plain = files.drop(columns=["received_date", "received_at", "seen_before_at", "look"])
    listed = plain[received].merge(known[["id", "file", "sha256", "gone_at", *_RECEIPT]], on=_BYTES, how="left")
    # what a later look did not see has come after that look, also when an audit of an earlier day sees it first
    seen_at = max([clock, *looks.latest])
    unseen = _unseen(listed[listed["id"].isna()], known, looks, seen_at, scope.area.code)
    missed = known[~known["id"].isin(listed["id"])]
    back = listed.loc[listed["gone_at"].notna(), "id"]
    listed = pd.concat([listed[listed["id"].notna()], unseen], ignore_index=True)
    listed = listed[_in_time(listed, end)].assign(present=True)
    earlier = _earlier_versions(missed[_in_time(missed, end)], listed, _counted_before(connection, scope, inbox), end)
    others = plain[~received].assign(present=True, found_at_first_look=True)
    return Look(
        inbox,
        scope.area.code,
        clock,
        _as_files(pd.concat([others, listed, earlier], ignore_index=True), scope),
        unseen,
        seen_at,
        tuple(int(key) for key in missed.loc[missed["gone_at"].isna(), "id"]),
        tuple(int(key) for key in back),
        tuple(files.loc[read_at_the_next_look(files) & (files["place"] == "village"), "file"]),
    )


def standing(
    connection: Connection, inbox: str, villages: Collection[str], wanted: Collection[tuple[str, str]], scope: Scope
) -> pd.DataFrame:
    """Return *files* (read) of what lies there now: everything of some villages, and the inspectorate's own files.

    In: ``wanted``, receipts named by file and SHA-256 that are there in any case.
    """
    known = _known(connection, inbox, scope, looks_at(connection, inbox, utc(datetime.now(UTC))))
    asked = pd.MultiIndex.from_frame(known[_BYTES]).isin(list(wanted))
    concerned = known["village_code"].isin(list(villages)) | (known["place"] == "regency")
    wanted_rows = asked | (known["gone_at"].isna() & concerned)
    rows = known.assign(asked=asked)[wanted_rows].sort_values(["asked", "id"])
    there = rows.drop_duplicates("file", keep="last").assign(present=True, ignored=None, refused=None)
    return _as_files(there, scope)


def record_look(connection: Connection, seen: Look, now: datetime) -> None:
    """Add a look and its receipts to the ledger."""
    moment = utc(now)
    added = connection.execute(
        insert(LOOKS).values(inbox=seen.inbox, area_code=seen.area_code, looked_at=seen.looked_at, recorded_at=moment)
    )
    number = int(added.inserted_primary_key[0])  # type: ignore[index]
    unseen = seen.unseen.assign(look=seen.unseen["look"].fillna(number))
    add_rows(connection, RECEIPTS, unseen, {"inbox": seen.inbox, "recorded_at": moment})
    if seen.unread:
        connection.execute(insert(UNREAD_FILES), [{"look": number, "file": file} for file in seen.unread])
    for keys, gone_at in ((seen.gone, seen.seen_at), (seen.back, None)):
        if keys:
            connection.execute(update(RECEIPTS).where(RECEIPTS.c.id.in_(keys)).values(gone_at=gone_at))


def _known(connection: Connection, inbox: str, scope: Scope, looks: Looks) -> pd.DataFrame:
    """Return the receipts of this inbox that concern the area, its villages' and those of no village, as believed."""
    concerned = RECEIPTS.c.village_code.is_(None) | RECEIPTS.c.village_code.startswith(scope.area.code)
    rows = pd.read_sql(select(RECEIPTS).where(RECEIPTS.c.inbox == inbox, concerned).order_by(RECEIPTS.c.id), connection)
    shaped = rows.drop(columns=["inbox", "recorded_at"]).astype(
        {"id": "Int64", "look": "Int64", "size": "Int64", "found_at_first_look": "boolean"}
        | dict.fromkeys(("place", "village_code", "file", "sha256"), "str")
    )
    for moment in ("received_at", "gone_at"):
        shaped[moment] = pd.to_datetime(shaped[moment]).astype("datetime64[s]")
    before = looks.before(shaped)
    undated = shaped["look"].isin(looks.undated)
    received = replaced(shaped["look"], looks.moved, shaped["received_at"])
    missed = replaced(shaped["gone_at"], looks.noted, shaped["gone_at"])
    missed_wrongly = (missed > looks.ahead["looked_at"].min()) | missed.isin(looks.left_out["looked_at"])
    return shaped.assign(
        version=shaped.groupby("file").cumcount() + 1,
        seen_before_at=before,
        received_at=received.mask(undated & before.notna(), before),
        found_at_first_look=shaped["found_at_first_look"] | (undated & before.isna()),
        gone_at=missed.mask(missed_wrongly, before),
    )


def _unseen(new: pd.DataFrame, known: pd.DataFrame, looks: Looks, clock: datetime, area_code: str) -> pd.DataFrame:
    """Return the receipts to add; bytes that the same village had sent under another name keep their receipt.

    What auditors send back was never found at a first look: no due date holds for it, and it answers an audit. A
    partner's file was where nobody had looked at the audit's area before.
    """
    same = known.drop_duplicates(["village_code", "sha256"])[["village_code", "sha256", *_RECEIPT]]
    rows = new.drop(columns=_RECEIPT).merge(same, on=["village_code", "sha256"], how="left")
    before = looks.before(rows)
    lies_in = rows["village_code"].fillna("").mask(rows["place"] == "partner", area_code)
    first = [
        place != "auditor" and (not any(code.startswith(area) for area in looks.areas) or pd.isna(moment))
        for code, place, moment in zip(lies_in, rows["place"], before, strict=True)
    ]
    return rows.assign(
        received_at=rows["received_at"].fillna(pd.Timestamp(clock)).astype("datetime64[s]"),
        seen_before_at=rows["seen_before_at"].fillna(before),
        found_at_first_look=rows["found_at_first_look"].fillna(pd.Series(first, index=rows.index, dtype="boolean")),
    )


def _earlier_versions(
    missed: pd.DataFrame, listed: pd.DataFrame, counted_before: frozenset[str], end: datetime
) -> pd.DataFrame:
    """Return receipts whose bytes lie there no more and that the audit still counts.

    Those are: a file that was still there on the audit's day, as if it were; and one that an earlier audit of the
    period counted before it was replaced or removed, under a name of its own. What was rejected and then taken away
    is mended. Bytes that the same village has there under another name are left out.
    """
    elsewhere = pd.MultiIndex.from_frame(listed[["village_code", "sha256"]])
    rows = missed[~pd.MultiIndex.from_frame(missed[["village_code", "sha256"]]).isin(elsewhere)]
    by_another = rows["file"].isin(listed["file"])  # seen gone only by a clock that ran ahead
    then = rows[(rows["gone_at"] > end) & ~by_another].assign(present=True)
    rows = rows[~rows["id"].isin(then["id"])]
    kept = rows[(rows["place"] == "village") & rows["sha256"].isin(counted_before)]
    names = kept["file"] + " [versi " + kept["version"].astype("str") + "]"
    return pd.concat([then, kept.assign(file=names.astype("str"), present=False)])


def _in_time(receipts: pd.DataFrame, end: datetime) -> "pd.Series[bool]":
    """Tell what was received up to the end of the audit's day; what lay there at the first look always was."""
    return (receipts["received_at"] <= end) | receipts["found_at_first_look"].astype("bool")


def _counted_before(connection: Connection, scope: Scope, inbox: str) -> frozenset[str]:
    """Return the hashes of the files that audits of the period counted or saw replaced, up to the audit's day."""
    asked = (
        select(SUBMISSIONS.c.sha256)
        .join(AUDITS, AUDITS.c.id == SUBMISSIONS.c.audit)
        .where(
            AUDITS.c.inbox == inbox,
            AUDITS.c.as_of <= scope.as_of,
            SUBMISSIONS.c.period == str(scope.period),
            SUBMISSIONS.c.state.in_(_COUNTED),
            SUBMISSIONS.c.village_code.startswith(scope.area.code),
        )
    )
    return frozenset(connection.execute(asked.distinct()).scalars())


def _as_files(rows: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """Return *files* (read) sorted by path; what was found at the first look counts as received in time."""
    moments, before = (
        rows[name].dt.tz_localize("UTC").dt.tz_convert(ZONE).dt.tz_localize(None)
        for name in ("received_at", "seen_before_at")
    )
    deemed = pd.Timestamp(scope.deemed_receipt)
    days = moments.dt.normalize()
    in_time = days.clip(upper=deemed).fillna(deemed)
    known = ~rows["found_at_first_look"].astype("bool")
    shaped = rows.assign(received_date=days.where(known, in_time), received_at=moments.where(known, in_time))
    shaped = shaped.assign(seen_before_at=before.where(known))
    return project(shaped.sort_values("file"), "files", "read")
