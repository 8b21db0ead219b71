"""Faults in the rows of meetings, reports and the vulnerability map, and in the nil statements."""

from datetime import date, timedelta
from typing import cast

from data.forms import nil_fields
from data.law import PledgeDuty
from data.reference import load
from tasks.sample.books import IDENTITY_FIELDS
from tasks.sample.draws import text
from tasks.sample.reports import codes_of_other_phase, codes_of_others
from tasks.sample.returns import VillageReturn
from tasks.sample.rows import Row
from tasks.sample.spoiling.draft import Draft
from tasks.sample.spoiling.fault import Fault

_ACTIVITY, _REPORT, _MAP, _NIL = "activity", "report", "map", "nil"
_VALUE = IDENTITY_FIELDS[1]
_LAST_MONTH_NUMBER = 12
_FORMULA = '=IF(1=1,"YA","TIDAK")'
_LEVEL_FORMULA = "=1+1"


def has_activities(found: VillageReturn) -> bool:
    return bool(found.rows["activities"])


def has_reports(found: VillageReturn) -> bool:
    return bool(found.rows["reports"])


def has_map(found: VillageReturn) -> bool:
    return bool(found.rows["vulnerabilities"])


def has_code_of_other_phase(found: VillageReturn) -> bool:
    return bool(_with_other_phase(found.rows["reports"]))


def meeting_date_unreadable(draft: Draft) -> None:
    """D15: month before day, or words instead of a date."""
    row = draft.row("activities")
    row["date"] = _unreadable(draft, row["date"])
    draft.plant("D15", "activities", row, "date")


def report_date_unreadable(draft: Draft) -> None:
    """D15: the same in a report."""
    row = draft.row("reports")
    row["reported_date"] = _unreadable(draft, row["reported_date"])
    draft.plant("D15", "reports", row, "reported_date")


def violation_unknown(draft: Draft) -> None:
    """D16: a code that the catalogue does not have."""
    row = draft.row("reports")
    row["violation_code"] = text(draft.rng, "spoilt_violation")
    draft.plant("D16", "reports", row, "violation_code")


def violation_of_others(draft: Draft) -> None:
    """D17: a code for persons of another status; it fits the stage."""
    row = draft.row("reports")
    row["violation_code"] = draft.rng.choice(codes_of_others(str(row["category"]), _day(row, "incident_date")))
    draft.plant("D17", "reports", row, "violation_code")


def violation_of_other_phase(draft: Draft) -> None:
    """D18: a code for the other side of the determination of candidates; it fits the person."""
    _, page = draft.page("reports")
    row = draft.rng.choice(_with_other_phase(page.rows))
    row["violation_code"] = draft.rng.choice(codes_of_other_phase(str(row["category"]), _day(row, "incident_date")))
    draft.plant("D18", "reports", row, "violation_code")


def dates_out_of_order(draft: Draft) -> None:
    """D19: known before it happened, or forwarded before it was reported."""
    row = draft.row("reports")
    incident, reported = _day(row, "incident_date"), _day(row, "reported_date")
    if reported > incident and draft.rng.randrange(2):
        name, row["forwarded_date"] = "forwarded_date", reported - timedelta(days=1)
    else:
        name, row["known_date"] = "known_date", incident - timedelta(days=2)
    draft.plant("D19", "reports", row, name)


def nil_contradicted(draft: Draft) -> None:
    """D20: nil although there are rows, or not nil although there are none."""
    form = draft.rng.choice(list(nil_fields()))
    _, page = draft.page("identity")
    row = next(row for row in page.rows if row["field"] == nil_fields()[form])
    row[_VALUE] = "YA" if draft.page(form)[1].rows else "TIDAK"
    draft.plant("D20", "identity", row, _VALUE)


def required_blank(draft: Draft) -> None:
    """D21: a report without its description or the person's status."""
    row, name = draft.row("reports"), draft.rng.choice(("description", "category"))
    row[name] = None
    draft.plant("D21", "reports", row, name)


def vulnerability_unknown(draft: Draft) -> None:
    """D22: a variable, level or source that is not on the list."""
    row, name = draft.row("vulnerabilities"), draft.rng.choice(("variable", "level", "source"))
    row[name] = text(draft.rng, f"spoilt_{name}")
    draft.plant("D22", "vulnerabilities", row, name)


def meeting_is_error(draft: Draft) -> None:
    """D23: a broken reference where the attendance at a meeting should stand."""
    row = draft.row("activities")
    row["attended"] = "#REF!"
    draft.plant("D23", "activities", row, "attended")


def meeting_is_formula(draft: Draft) -> None:
    """D23: a formula that was never calculated."""
    row = draft.row("activities")
    row["attended"] = _FORMULA
    draft.plant("D23", "activities", row, "attended")


def level_is_formula(draft: Draft) -> None:
    """D23: a formula that was never calculated, as the level of a vulnerability."""
    row = draft.row("vulnerabilities")
    row["level"] = _LEVEL_FORMULA
    draft.plant("D23", "vulnerabilities", row, "level")


def activity_unknown(draft: Draft) -> None:
    """D26: a kind of meeting, an attendance or a pledge that is not on the list."""
    name = draft.rng.choice(("activity", "attended", "pledge_signed"))
    _, page = draft.page("activities")
    if all(row.get(name) is None for row in page.rows):
        name = "attended"
    row = draft.row("activities", name)
    row[name] = text(draft.rng, f"spoilt_{name}")
    draft.plant("D26", "activities", row, name)


def pledge_row_left_out(draft: Draft) -> None:
    """D27: an official who must pledge has no row in the form of meetings and pledges."""
    book, page = draft.page("activities")
    obliged = draft.person(tuple(duty.category for duty in load("pledge_duties", PledgeDuty)))
    page.rows = [row for row in page.rows if row["identifier"] != obliged.identifier]
    draft.plant_sheet("D27", book, page)


def work_pattern_unclear(draft: Draft) -> None:
    """D28: working days that say neither five nor six a week."""
    _, page = draft.page("identity")
    row = next(row for row in page.rows if row["field"] == "work_pattern")
    row[_VALUE] = text(draft.rng, "spoilt_work_pattern")
    draft.plant("D28", "identity", row, _VALUE)


def evidence_not_counted(draft: Draft) -> None:
    """D29: a word where the number of pieces of evidence is expected."""
    row = draft.row("reports")
    row["evidence_count"] = text(draft.rng, "spoilt_count")
    draft.plant("D29", "reports", row, "evidence_count")


ENTRY_FAULTS = (
    Fault("D15", meeting_date_unreadable, _ACTIVITY, has_activities),
    Fault("D16", violation_unknown, _REPORT, has_reports),
    Fault("D17", violation_of_others, _REPORT, has_reports),
    Fault("D18", violation_of_other_phase, _REPORT, has_code_of_other_phase),
    Fault("D19", dates_out_of_order, _REPORT, has_reports),
    Fault("D20", nil_contradicted, _NIL),
    Fault("D21", required_blank, _REPORT, has_reports),
    Fault("D22", vulnerability_unknown, _MAP, has_map),
    Fault("D26", activity_unknown, _ACTIVITY, has_activities),
    Fault("D27", pledge_row_left_out, _ACTIVITY, has_activities),
    Fault("D28", work_pattern_unclear, _NIL),
    Fault("D23", meeting_is_error, _ACTIVITY, has_activities),
    Fault("D23", meeting_is_formula, _ACTIVITY, has_activities),
    Fault("D23", level_is_formula, _MAP, has_map),
    Fault("D15", report_date_unreadable, _REPORT, has_reports),
    Fault("D29", evidence_not_counted, _REPORT, has_reports),
)


def _day(row: Row, name: str) -> date:
    """Return a date of a report that nobody has spoiled yet."""
    return cast("date", row[name])


def _with_other_phase(rows: list[Row]) -> list[Row]:
    return [row for row in rows if codes_of_other_phase(str(row["category"]), _day(row, "incident_date"))]


def _unreadable(draft: Draft, value: object) -> str:
    if isinstance(value, date) and value.day > _LAST_MONTH_NUMBER:
        return f"{value.month}/{value.day}/{value.year}"
    return text(draft.rng, "spoilt_date")
