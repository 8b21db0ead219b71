"""Reports of alleged breaches: a code that fits person and stage, dates in order, handling that fits their age."""

from datetime import date, time, timedelta
from random import Random

from data.calendar import Period
from data.catalogue import case_stages, determination_date, violations
from data.forms import civil_servants
from data.law import ViolationSubject
from data.reference import load
from tasks.sample.draws import drawn, text, texts
from tasks.sample.people import Official
from tasks.sample.rows import Row
from tasks.sample.villages import Village

_DAYS_UNTIL_DECIDED = 12
"""A report younger than this at the end of the month has only just been taken up."""

_LAST_DAYS = 8
_ALWAYS = "SEMUA"
_BEFORE = "BAKAL_CALON"
_SINCE = "CALON"
_ART_71 = "P-01"
_PASSED_ON = "DITERUSKAN"


def report_rows(rng: Random, village: Village, officials: list[Official], period: Period) -> list[Row]:
    """Return one or two reports on officials of the village, oldest first; all their dates lie in the period."""
    people = reportable(officials, period)
    weights = [_weight(person) for person in people]
    subjects = dict.fromkeys(rng.choices(people, weights=weights, k=rng.choice((1, 1, 1, 2))))
    rows = [report_row(rng, village, subject, period) for subject in subjects]
    return sorted(rows, key=lambda row: str(row["incident_date"]))


def _weight(person: Official) -> int:
    """Heads and civil servants are reported more often than village staff, of whom there are many."""
    return 6 if person.head else 5 if person.category in civil_servants() else 1


def reportable(officials: list[Official], period: Period) -> list[Official]:
    """Return the officials for whom the catalogue has a code and who serve the whole month."""
    return [
        official
        for official in officials
        if official.serves_all(period) and fitting_codes(official.category, period.first)
    ]


def fitting_codes(category: str, incident: date, phase: str = "") -> list[str]:
    """Return the codes that apply to a category on a date, or, when ``phase`` is given, in that phase."""
    phase = phase or (_BEFORE if incident < determination_date() else _SINCE)
    own = {
        row.code
        for row in load("violation_subjects", ViolationSubject)
        if row.category == category and (row.valid_from or date.min) <= incident <= (row.valid_until or date.max)
    }
    return [
        code
        for code, violation in violations().items()
        if code in own and violation.phase in {phase, _ALWAYS} and texts("description", code)
    ]


def codes_of_other_phase(category: str, incident: date) -> list[str]:
    """Return the codes of a category that fit only the other side of the determination of candidates."""
    other = _SINCE if incident < determination_date() else _BEFORE
    return [code for code in fitting_codes(category, incident, other) if violations()[code].phase == other]


def codes_of_others(category: str, incident: date) -> list[str]:
    """Return the codes that fit a date but no person of this category."""
    own = set(fitting_codes(category, incident))
    others = [code for other in ("PNS", "KADES", "PERANGKAT") for code in fitting_codes(other, incident)]
    return sorted(set(others) - own)


def report_row(rng: Random, village: Village, subject: Official, period: Period) -> Row:
    """Return one report on an official."""
    incident = period.first + timedelta(days=rng.randrange(period.last.day - _LAST_DAYS))
    known = incident + timedelta(days=rng.randint(0, 2))
    reported = known + timedelta(days=rng.randint(0, 3))
    code = rng.choice(fitting_codes(subject.category, incident))
    words = village.words | {"hamlet": rng.choice(texts("hamlet"))}
    row: Row = {
        "incident_date": incident,
        "known_date": known,
        "reported_date": reported,
        "incident_time": time(rng.randint(8, 20), rng.choice((0, 15, 30))),
        "name": subject.name,
        "identifier": subject.identifier,
        "position": subject.position,
        "category": subject.category,
        "violation_code": code,
        "target": text(rng, "target"),
        "description": text(rng, "description", code),
        "place": text(rng, "place", **words),
        "information_source": text(rng, "information_source"),
        "evidence_kind": text(rng, "evidence_kind"),
        "evidence_count": rng.randint(1, 4),
    }
    return row | _handling(rng, subject, code, reported, period)


def _handling(rng: Random, subject: Official, code: str, reported: date, period: Period) -> Row:
    old = (period.last - reported).days >= _DAYS_UNTIL_DECIDED
    stage = drawn(rng, "stage_old" if old else "stage_young")
    channel = "BKN" if subject.category in civil_servants() else "BUPATI"
    channel = "GAKKUMDU" if code == _ART_71 else channel
    if stage == _PASSED_ON:
        stage = f"{_PASSED_ON}_{channel}"
        # whose own clock is over by the month's audit has recommended by then (N02)
        stage = "REKOMENDASI" if case_stages()[stage].clock_package else stage
    number = rng.randint(1, 480)
    return {
        "forwarded_to": channel,
        "forwarded_date": reported + timedelta(days=rng.randint(0, 3)),
        "letter_number": text(rng, "letter_number", number=number, month=period.month, year=period.year),
        "stage": stage,
    }
