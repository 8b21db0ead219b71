"""Reports as cases: where they may go, since when, and from when the clock of a stage runs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import pytest

from data.calendar import Period
from data.catalogue import case_stages
from data.tables import frame, frames
from expectations.cases import forwarded_to_wrong_channel, stage_overdue
from expectations.reports import violation_not_for_subject
from tasks.counting.roster import Roster
from tasks.counting.selection import Selection
from tasks.tables.cases import cases_to_judge
from tests.assessment.tables import VILLAGE, agenda_of, days_of, roster_of, scope_of

NOVEMBER = Period(2024, 11)
_ROW = {"file": "a.xlsx", "form": "reports", "table_number": 1, "row": 5}


def _case(**report: object) -> "pd.Series[Any]":
    """Return one case made from one report, as the audit of 6 December 2024 sees it."""
    found = roster_of([])
    read = frames("memory") | {
        "reports": frame("reports", "read", [_ROW | {"name": "Fulan"} | report]),
        "attendance": frame("attendance", "read"),
        "activities": frame("activities", "read"),
        "vulnerabilities": frame("vulnerabilities", "read"),
        "agenda": agenda_of((date(2024, 11, 14), "KAMPANYE")),
    }
    sheet: Mapping[str, object] = _ROW | {"village_code": VILLAGE}
    sheets = frame("sheets", "judge", [sheet]).assign(state="current", received_date=pd.Timestamp(2024, 12, 2))
    selection = Selection(sheets, frame("files", "read"), frame("identities", "read"))
    mentions = frame("mentions", "judge", [_ROW | {"subject": "Fulan"}])
    people = Roster(found.officials, mentions.assign(official=pd.Series(pd.NA, index=mentions.index, dtype="Int64")))
    days = days_of(found, NOVEMBER, {})
    rows = cases_to_judge(read, selection, people, days, scope_of(NOVEMBER))
    verdicts = {"N02": stage_overdue(rows), "N03": forwarded_to_wrong_channel(rows)}
    return rows.assign(**verdicts, D17=violation_not_for_subject(rows)).iloc[0]


@pytest.mark.parametrize(
    ("category", "code", "channels"),
    [
        ("PNS", "D-04", "BKN; BAWASLU"),
        ("PPPK", "D-04", "BKN; BAWASLU"),
        ("KADES", "V-02", "BUPATI; BAWASLU"),
        ("PERANGKAT", "V-05", "BUPATI; BAWASLU"),
        ("PNS", "P-01", "GAKKUMDU; BAWASLU"),
        ("KADES", "P-01", "GAKKUMDU; BAWASLU"),
        ("BPD", "V-05", None),
    ],
)
def test_the_way_of_a_report_follows_code_and_person(category: str, code: str, channels: str | None) -> None:
    found = _case(category=category, violation_code=code, incident_date=date(2024, 11, 20))["channels"]
    assert (None if pd.isna(found) else found) == channels


@pytest.mark.parametrize("category", ["TNI", "POLRI"])
def test_army_and_police_come_under_the_article_from_14_november_only(category: str) -> None:
    told = {"category": category, "violation_code": "P-01", "forwarded_to": "ATASAN TNI/POLRI", "stage": "PLENO"}
    before = _case(incident_date=date(2024, 11, 13), **told)
    since = _case(incident_date=date(2024, 11, 14), **told)
    assert (before["D17"], pd.isna(before["N03"]), pd.isna(before["channels"])) == (False, True, True)
    assert (since["D17"], since["N03"], since["channels"]) == (True, False, "GAKKUMDU; BAWASLU")


def test_a_village_head_charged_with_a_civil_servants_code_is_d17_and_not_n03() -> None:
    found = _case(category="KADES", violation_code="D-04", incident_date=date(2024, 11, 20), forwarded_to="BKN")
    assert (found["D17"], pd.isna(found["N03"])) == (False, True)


@pytest.mark.parametrize(
    ("stage", "reported", "forwarded", "days", "within"),
    [
        ("DITERIMA", date(2024, 11, 29), None, 7, True),
        ("DITERIMA", date(2024, 11, 28), None, 8, False),
        ("KLARIFIKASI", date(2024, 11, 18), None, 18, False),
        ("DITERUSKAN_BKN", date(2024, 10, 1), date(2024, 11, 6), 30, True),
        ("DITERUSKAN_BKN", date(2024, 10, 1), date(2024, 11, 5), 31, False),
    ],
)
def test_the_clock_runs_from_the_report_or_from_when_it_was_forwarded(
    stage: str, reported: date, forwarded: date | None, days: int, within: bool
) -> None:
    found = _case(stage=stage, reported_date=reported, forwarded_date=forwarded)
    assert (found["handling_days"], found["N02"]) == (days, within)


def test_no_stage_may_take_less_together_with_those_before_it_than_alone() -> None:
    limited = [stage for stage in case_stages().values() if stage.limit_days is not None]
    assert len(limited) == 8
    assert all(stage.clock_days is not None and stage.clock_days >= stage.limit_days for stage in limited)
    assert {stage.clock_from for stage in limited} == {"reported_date", "forwarded_date"}


def test_an_events_hours_decide_whether_a_report_falls_into_it() -> None:
    inside = _case(incident_date=date(2024, 11, 14), incident_time="10:00")
    outside = _case(incident_date=date(2024, 11, 15), incident_time="10:00")
    assert (inside["event"], inside["event_hours"]) == ("Kegiatan", "00:00–24:00")
    assert pd.isna(outside["event"])
