"""Faults of single days in the attendance sheet."""

from datetime import date, timedelta

from data.calendar import is_day_off
from tasks.sample.attendance import DAY_OFF, PRESENT, entry_row
from tasks.sample.draws import text
from tasks.sample.pages import counted_codes
from tasks.sample.people import Official
from tasks.sample.returns import VillageReturn
from tasks.sample.rows import Row, Value
from tasks.sample.spoiling.draft import Draft
from tasks.sample.spoiling.fault import PERSON, Fault
from tasks.sample.spoiling.people_faults import in_grid

_LONGEST_MONTH = 31


def has_room_for_another_month(found: VillageReturn) -> bool:
    """Fit lists, and grids of a month that leaves some of their 31 columns unused."""
    return found.arrangement == "list" or found.period.last.day < _LONGEST_MONTH


def two_statuses(draft: Draft) -> None:
    """D08: a second row of the same person contradicts the first on one day."""
    official = draft.person()
    day = _workday(draft, official)
    code = draft.found.codes[official.identifier][day]
    other = draft.rng.choice([entry for entry in (PRESENT, "I", "S") if entry != code])
    rows = draft.entries(official)
    if draft.found.arrangement == "grid":
        second: Row = dict(rows[0]) | {f"day_{day.day}": other}
        _insert_after(draft, rows[0], second)
        draft.plant("D08", "attendance", second, f"day_{day.day}")
    else:
        second = entry_row(draft.rng, official, day, other)
        _insert_after(draft, next(row for row in rows if row["date"] == day), second)
        draft.plant("D08", "attendance", second, "status")


def status_unknown(draft: Draft) -> None:
    """D09: a code that nobody knows or that has two meanings."""
    _write_status(draft, "D09", text(draft.rng, "spoilt_status"))


def workday_blank(draft: Draft) -> None:
    """D10: a working day without a status."""
    _write_status(draft, "D10", None)


def day_is_error(draft: Draft) -> None:
    """D23: a broken reference where a status should stand."""
    _write_status(draft, "D23", "#REF!")


def present_on_day_off(draft: Draft) -> None:
    """D11: present on a Sunday or holiday, without a remark."""
    official = draft.person()
    day = draft.rng.choice(draft.found.days_off)
    rows = draft.entries(official)
    if draft.found.arrangement == "grid":
        rows[0][f"day_{day.day}"] = PRESENT
        draft.plant("D11", "attendance", rows[0], f"day_{day.day}")
    else:
        added = entry_row(draft.rng, official, day, PRESENT)
        earlier = [row for row in rows if isinstance(row["date"], date) and row["date"] < day]
        _insert_after(draft, earlier[-1] if earlier else rows[0], added)
        draft.plant("D11", "attendance", added, "status")


def day_of_another_month(draft: Draft) -> None:
    """D12: an entry for the month before in a list, for the 31st of a shorter month in a grid."""
    official = draft.person()
    rows = draft.entries(official)
    if draft.found.arrangement == "grid":
        rows[0][f"day_{_LONGEST_MONTH}"] = DAY_OFF  # a code that no total adds up
        draft.plant("D12", "attendance", rows[0], f"day_{_LONGEST_MONTH}")
        return
    day = draft.found.period.first - timedelta(days=1)
    while is_day_off(day, draft.found.work_pattern):
        day -= timedelta(days=1)
    added = entry_row(draft.rng, official, day, PRESENT)
    _insert_after(draft, rows[-1], added)
    draft.plant("D12", "attendance", added, "status")


def total_wrong(draft: Draft) -> None:
    """D14: a written total is not what the row adds up to."""
    row = draft.entries(draft.person())[0]
    days = [row.get(f"day_{day.day}") for day in draft.found.period.days()]
    code = draft.rng.choice([code for code in counted_codes() if code in days])
    row[f"total_{code}"] = days.count(code) + draft.rng.choice((1, 2))
    draft.plant("D14", "attendance", row, f"total_{code}")


ATTENDANCE_FAULTS = (
    Fault("D08", two_statuses, PERSON),
    Fault("D09", status_unknown, PERSON),
    Fault("D10", workday_blank, PERSON),
    Fault("D11", present_on_day_off, PERSON),
    Fault("D12", day_of_another_month, "month", has_room_for_another_month),
    Fault("D14", total_wrong, PERSON, in_grid),
    Fault("D23", day_is_error, PERSON),
)


def _workday(draft: Draft, official: Official) -> date:
    return draft.rng.choice(list(draft.found.codes[official.identifier]))


def _write_status(draft: Draft, rule: str, value: Value) -> None:
    """Overwrite one working day of somebody who was present on it."""
    official = draft.person()
    day = _workday(draft, official)
    rows = draft.entries(official)
    if draft.found.arrangement == "grid":
        row, name = rows[0], f"day_{day.day}"
    else:
        row, name = next(row for row in rows if row["date"] == day), "status"
    row[name] = value
    draft.plant(rule, "attendance", row, name)


def _insert_after(draft: Draft, row: Row, added: Row) -> None:
    _, page = draft.page("attendance")
    page.rows.insert(page.place(row) + 1, added)
