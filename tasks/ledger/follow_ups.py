"""The follow-up of findings: what auditors fill in on *Tindak Lanjut* and send back, carried from audit to audit.

Nothing is overwritten. An entry is known by what it says, so the carried-on rows of a workbook that comes back are not
recorded again, and an old copy never undoes a newer entry of the same verifier.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from data.names import key
from data.register import villages
from data.scope import Scope
from data.sentences import text
from data.tables import frame, project
from tasks.counting.fingerprints import fingerprint
from tasks.counting.history import History
from tasks.findings.carried import FormerIds
from tasks.findings.follow_ups import follow_ups_shown
from tasks.findings.masked_text import without_identifiers
from tasks.ledger.auditor_entries import AuditorEntries, Place
from tasks.ledger.receipts import utc
from tasks.ledger.rejection import Rejection
from tasks.ledger.rows import add_new
from tasks.ledger.schema import FOLLOW_UPS
from tasks.reading.returns import Returns

FORM = "stated_follow_ups"
_COVER = "audit_cover"
_TEXTS = {"evidence": "follow_up_evidence", "verifier": "verifier", "remark": "remark"}
_FILLED_IN = ("follow_up_date", "follow_up_status", *_TEXTS.values())

Rejections = list[dict[str, object]]


def take_up(returns: Returns, history: History, scope: Scope) -> tuple[pd.DataFrame, Rejections]:
    """Return the entries to append (*follow_ups*, memory), and a refusal for every row that cannot be one.

    A workbook whose cover names another
    area is refused as a whole. In that of a larger area the rows of villages outside belong to other audits.
    """
    entries = AuditorEntries(returns, FORM, scope.language)
    groups = history.known_findings.drop_duplicates("group_id").set_index("group_id")["village_code"]
    covers = returns.covers.drop_duplicates("file").set_index("file")
    refusals = _of_other_areas(covers, scope)
    strangers = {str(refusal["file"]) for refusal in refusals}
    rows: list[dict[str, object]] = []
    for place, told in entries.entries():
        if place.file in strangers or not _is_filled_in(entries, place, told):
            continue
        wrong = _trouble(entries, place, told, groups, scope)
        found = groups.get(str(told["group_id"]))
        village = str(found) if pd.notna(found) else None
        if wrong is None:  # what lies in no village's folder is followed up by the audited area
            rows.append(_row(place, told, village or scope.area.code))
        elif not _is_of_a_larger_audit(wrong, covers, place, scope):
            refusals.append(entries.refused(place, wrong, village))
    new = frame("follow_ups", "memory", rows).drop_duplicates("follow_up_id")
    said = {*history.follow_ups["follow_up_id"], *_numbers_of_shown(history, scope)}
    return new[~new["follow_up_id"].isin(said)], refusals


def _numbers_of_shown(history: History, scope: Scope) -> list[str]:
    """Return the numbers that the rows of a workbook of today have when it comes back unchanged.

    A row that tells an entry about a former group, or several of them in one, is no new entry.
    """
    former = FormerIds(recorded=history.former_ids)
    shown = follow_ups_shown(history.follow_ups, former.current(), former.persons(), scope.language)
    rows = shown.astype("object").where(shown.notna(), None)
    return [_number(dict(zip(rows.columns, row, strict=True))) for row in rows.itertuples(index=False)]


def record_follow_ups(connection: Connection, follow_ups: pd.DataFrame, now: datetime) -> list[str]:
    """Append the entries that the ledger does not have yet; return their numbers.

    In: table *follow_ups* (memory), also with rows that are recorded already.
    """
    return add_new(connection, FOLLOW_UPS, "follow_up_id", follow_ups, {"recorded_at": utc(now)})


def follow_ups_until(connection: Connection, as_of: date) -> pd.DataFrame:
    """Return table *follow_ups* (memory): what was received up to a day, in the order in which it was recorded."""
    asked = select(FOLLOW_UPS).where(FOLLOW_UPS.c.received_on <= as_of).order_by(FOLLOW_UPS.c.id)
    return project(pd.read_sql(asked, connection), "follow_ups", "memory")


def _of_other_areas(covers: pd.DataFrame, scope: Scope) -> Rejections:
    own = scope.area.code
    return [
        {
            "form": _COVER,
            "file": file,
            "sheet": sheet,
            "cell": cell,
            "value": area_code,
            "reason": Rejection("", "follow_up_other_area", {"area": area_code, "own": own}).sentence(scope.language),
        }
        for file, sheet, cell, area_code in covers.reset_index()[["file", "sheet", "cell", "area_code"]].itertuples(
            index=False
        )
        if pd.notna(area_code) and not (area_code.startswith(own) or own.startswith(area_code))
    ]


def _is_filled_in(entries: AuditorEntries, place: Place, told: Mapping[str, Any]) -> bool:
    return any(told[name] is not None or entries.shown(place, name) for name in _FILLED_IN)


def _trouble(
    entries: AuditorEntries, place: Place, told: Mapping[str, Any], groups: "pd.Series[str]", scope: Scope
) -> Rejection | None:
    """Return the first reason why a filled-in row cannot be taken up."""
    group = told["group_id"] or ""
    if group not in groups.index:
        return Rejection("group_id", "follow_up_unknown", {"value": group})
    village = groups[group]
    if pd.notna(village):
        known = _in_words(str(village))
        if told["village"] and key(told["village"]) != key(known):
            return Rejection("village", "follow_up_changed", {"known": known, "value": told["village"]})
        if not str(village).startswith(scope.area.code):
            return Rejection("group_id", "follow_up_other_village", {"village": known, "own": scope.area.name})
    if told["follow_up_status"] is None:
        shown = entries.shown(place, "follow_up_status")
        return Rejection("follow_up_status", "follow_up_status", {"value": shown})
    if told["follow_up_date"] is None and entries.shown(place, "follow_up_date"):
        return Rejection("follow_up_date", "follow_up_date", {"value": entries.shown(place, "follow_up_date")})
    return None if told["verifier"] else Rejection("verifier", "follow_up_verifier")


def _is_of_a_larger_audit(wrong: Rejection, covers: pd.DataFrame, place: Place, scope: Scope) -> bool:
    area_code = covers["area_code"].get(place.file)
    larger = pd.notna(area_code) and scope.area.code.startswith(str(area_code)) and scope.area.code != area_code
    return wrong.code == "follow_up_other_village" and bool(larger)


def _row(place: Place, told: Mapping[str, Any], village_code: str) -> dict[str, object]:
    texts = {name: without_identifiers(told[field]) if told[field] else None for name, field in _TEXTS.items()}
    said = {"group_id": told["group_id"], "status": int(told["follow_up_status"]), "date": told["follow_up_date"]}
    where = {"file": place.file, "sha256": told["sha256"], "sheet": place.sheet, "row": place.row}
    return (
        said
        | texts
        | where
        | {"follow_up_id": _number(said | texts), "village_code": village_code, "received_on": told["received_date"]}
    )


def _number(said: Mapping[str, object]) -> str:
    """Return the number of an entry: a hash of all that it says."""
    names = ("group_id", "status", "date", *_TEXTS)
    return fingerprint("|".join("" if said[name] is None else str(said[name]) for name in names))


def _in_words(code: str) -> str:
    """Return village and district as the audit workbook prints them; the code where the register has it no more."""
    known = villages()
    for name, district in known.loc[known["code"] == code, ["name", "district_name"]].itertuples(index=False):
        return text("village_in_district", "id", village=str(name), district=str(district))
    return code
