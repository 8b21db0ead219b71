"""Which status each official has on each working day of the month."""

from collections.abc import Collection
from datetime import date, time
from random import Random

from data.forms import attendance_codes
from tasks.sample.draws import drawn, generator, rates, text, texts
from tasks.sample.people import Official
from tasks.sample.rows import Row
from tasks.sample.villages import Village

PRESENT = "H"
DAY_OFF = "L"
_UNEXCUSED = "TK"
_DUTY_ELSEWHERE = "DL"
_DRAWN_OFFICIALS = 3
_DRAWN_RATE = 0.7


def month_of_codes(
    village: Village,
    officials: list[Official],
    workdays: list[date],
    meetings: dict[str, Collection[date]],
    political: Collection[date],
    seed: int,
) -> dict[str, dict[date, str]]:
    """Return each official's code by working day inside the term, by identifier.

    ``meetings`` holds by identifier the days on which the official was summoned elsewhere; ``political`` the days of
    campaign events, which draw a few officials of a few villages away.
    """
    habit = drawn(generator(seed, village.code, "habit"), "habit")
    found = {}
    for place, official in enumerate(officials):
        rng = generator(seed, f"{village.code}:{official.identifier}", f"attendance {workdays[0]:%Y-%m}")
        days = [day for day in workdays if official.serves(day)]
        codes = dict.fromkeys(days, PRESENT) if habit == "uniform" else _usual(rng, days, habit)
        if habit == "drawn" and place < _DRAWN_OFFICIALS:
            codes |= {day: _UNEXCUSED for day in days if day in political and rng.random() < _DRAWN_RATE}
        if habit != "uniform":
            _send_to_meetings(rng, codes, meetings.get(official.identifier, ()))
        found[official.identifier] = codes
    return found


def _usual(rng: Random, days: list[date], habit: str) -> dict[date, str]:
    chances = rates("lax" if habit == "lax" else "usual")
    longest = rates("longest_run")
    codes: dict[date, str] = {}
    left, code = 0, PRESENT
    for day in days:
        if left == 0:
            code = rng.choices([PRESENT, *chances], weights=[1 - sum(chances.values()), *chances.values()])[0]
            left = rng.randint(1, int(longest.get(code, 1)))
        codes[day] = code
        left -= 1
    return codes


def _send_to_meetings(rng: Random, codes: dict[date, str], meetings: Collection[date]) -> None:
    at_work = attendance_codes("at_work")
    for day in sorted(meetings):
        if codes.get(day) in at_work and rng.random() < rates("at_meeting")[_DUTY_ELSEWHERE]:
            codes[day] = _DUTY_ELSEWHERE


def clock(rng: Random, code: str) -> tuple[time, time] | None:
    """Return the hours of arrival and departure that go with a code; None for a day not spent at the office."""
    if code not in attendance_codes("at_work") or code == _DUTY_ELSEWHERE:
        return None
    comes = time(7, rng.randint(0, 29)) if code != "T" else time(rng.randint(8, 9), rng.randint(0, 59))
    goes = time(rng.randint(15, 16), rng.randint(30, 59)) if code != "PSW" else time(13, rng.randint(0, 59))
    return comes, goes


def grid_rows(officials: list[Official], codes: dict[str, dict[date, str]], days_off: list[date]) -> list[Row]:
    """Return one row an official; ``days_off`` are marked L where the official serves, all others stay blank."""
    rows = []
    for official in officials:
        row = _person(official)
        row |= {f"day_{day.day}": DAY_OFF for day in days_off if official.serves(day)}
        row |= {f"day_{day.day}": code for day, code in codes[official.identifier].items()}
        rows.append(row)
    return rows


def list_rows(rng: Random, officials: list[Official], codes: dict[str, dict[date, str]]) -> list[Row]:
    """Return one row an official and working day, the days of one official together."""
    return [
        entry_row(rng, official, day, code)
        for official in officials
        for day, code in codes[official.identifier].items()
    ]


def entry_row(rng: Random, official: Official, day: date, code: str) -> Row:
    """Return one entry of a list, with the hours that go with its code."""
    row = _person(official) | {"date": day, "status": code}
    hours = clock(rng, code)
    if hours:
        comes, goes = hours
        minutes = (goes.hour - comes.hour) * 60 + goes.minute - comes.minute
        row |= {
            "time_in": f"{comes:%H:%M}",
            "time_out": f"{goes:%H:%M}",
            "duration": f"{minutes // 60:02d}:{minutes % 60:02d}",
        }
    elif texts("remark", code):
        row["remark"] = text(rng, "remark", code)
    return row


def _person(official: Official) -> Row:
    return {
        "name": official.name,
        "identifier": official.identifier,
        "position": official.position,
        "category": official.category,
    }
