"""Who came to the meetings and pledges that the agenda asks for, and to the village's own roll call."""

from datetime import date
from random import Random

from data.forms import attendance_codes, civil_servants, political_kinds
from tasks.sample.agenda import Event
from tasks.sample.draws import drawn, happens, text
from tasks.sample.people import Official
from tasks.sample.rows import Row

ROLL_CALL = "APEL"
_PLEDGE = "IKRAR"
_VOLUNTARY_GUESTS = 2


def summoned(event: Event, officials: list[Official]) -> list[Official]:
    """Return the officials whom an event of the agenda concerns; none for a political one."""
    if event.kind in political_kinds():
        return []
    serving = [official for official in officials if official.serves(event.date)]
    wanted = {
        "KADES/LURAH": [official for official in serving if official.head],
        "ASN": [official for official in serving if official.category in civil_servants()],
        "SEMUA": serving,
    }
    return wanted.get(event.must_attend, serving[:_VOLUNTARY_GUESTS])


def activity_rows(
    rng: Random,
    officials: list[Official],
    events: list[Event],
    codes: dict[str, dict[date, str]],
    workdays: list[date],
) -> list[Row]:
    """Return one row an event and summoned official, by date; what it says agrees with the attendance sheet."""
    rows = [
        _row(rng, official, event.date, event.kind, officials, codes)
        for event in events
        for official in summoned(event, officials)
    ]
    if happens(rng, "own_roll_call"):
        day = rng.choice(workdays)
        serving = [official for official in officials if official.serves(day)]
        rows += [_row(rng, official, day, ROLL_CALL, officials, codes) for official in serving]
    pledging = {row["identifier"] for row in rows if row["activity"] == _PLEDGE}
    if pledging:
        rows += [
            _own_pledge(official, at_work)
            for official in officials
            if official.identifier not in pledging and (at_work := _day_at_work(official, codes, workdays))
        ]
    return sorted(rows, key=lambda row: str(row["date"]))


def _day_at_work(official: Official, codes: dict[str, dict[date, str]], workdays: list[date]) -> date | None:
    """Return the first day on which an official serves and is at work."""
    own, at_work = codes[official.identifier], attendance_codes("at_work")
    return next((day for day in workdays if official.serves(day) and own.get(day) in at_work), None)


def _own_pledge(official: Official, day: date) -> Row:
    """Return the pledge of somebody who did not serve on the day of the common one."""
    return {
        "date": day,
        "activity": _PLEDGE,
        "name": official.name,
        "identifier": official.identifier,
        "position": official.position,
        "attended": "YA",
        "pledge_signed": "YA",
    }


def _row(
    rng: Random,
    official: Official,
    day: date,
    activity: str,
    officials: list[Official],
    codes: dict[str, dict[date, str]],
) -> Row:
    at_work = codes[official.identifier].get(day) in attendance_codes("at_work")
    attended = drawn(rng, "attended_at_work" if at_work else "attended_away")
    row: Row = {
        "date": day,
        "activity": activity,
        "name": official.name,
        "identifier": official.identifier,
        "position": official.position,
        "attended": attended,
    }
    if attended == "DIWAKILI":
        row["represented_by"] = rng.choice([other for other in officials if other is not official]).name
    if attended == "TIDAK":
        row["remark"] = text(rng, "absence_remark")
    if activity == _PLEDGE:
        row["pledge_signed"] = drawn(rng, "pledge") if attended == "YA" else "TIDAK"
    return row
