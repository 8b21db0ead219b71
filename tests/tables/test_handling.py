"""Reports as cases: where they may go, since when, and from when the clock of a stage runs."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from data.calendar import Period
from data.catalogue import case_stages, rules
from data.figures import date_text
from data.tables import frame
from expectations import CHECKS
from expectations.cases import forwarded_to_wrong_channel, stage_overdue
from expectations.reports import violation_not_for_subject
from expectations.rule import column
from tasks.counting.history import History
from tasks.findings.wording import severity, wording
from tasks.tables.cases import cases
from tests.tables.counted_frames import VILLAGE, agenda_of, counted_of, days_of, roster_of, scope_of

NOVEMBER = Period(2024, 11)
_ROW = {"file": "a.xlsx", "form": "reports", "table_number": 1, "row": 5}
CHECKS_BY_CODE = {check.rule.code: check for check in CHECKS}


def _case(**report: object) -> "pd.Series[Any]":
    """Return one case made from one report, as the audit of 6 December 2024 sees it."""
    found = roster_of([])
    written = frame("reports", "read", [_ROW | {"name": "Fulan"} | report])
    reports = written.assign(
        village_code=VILLAGE,
        official=pd.Series(pd.NA, index=written.index, dtype="Int64"),
        subject="Fulan",
        person_name="fulan",
        case_id="a",
        accused=f"{VILLAGE}|fulan",
    )
    agenda, days = agenda_of((date(2024, 11, 14), "KAMPANYE")), days_of(found, NOVEMBER, {})
    rows = cases(counted_of(found, reports=reports, agenda=agenda, days=days), History.empty(), scope_of(NOVEMBER))
    verdicts = {"N02": stage_overdue(rows), "N03": forwarded_to_wrong_channel(rows)}
    return rows.assign(**verdicts, D17=violation_not_for_subject(rows)).iloc[0]


@pytest.mark.parametrize(
    ("category", "code", "channels"),
    [
        ("PNS", "D-04", "BKN"),
        ("PPPK", "D-04", "BKN"),
        ("KADES", "V-02", "BUPATI; CAMAT"),
        ("PERANGKAT", "V-05", "BUPATI; KADES; CAMAT"),
        ("PERANGKAT", "V-07", "BUPATI; KADES; CAMAT"),
        ("BPD", "V-06", "BUPATI"),
        ("PNS", "P-01", "GAKKUMDU; BKN"),
        ("KADES", "P-01", "GAKKUMDU; BUPATI"),
        ("PASLON", "P-02", "GAKKUMDU"),
        ("HONORER", "D-04", None),
    ],
)
def test_the_way_of_a_report_follows_code_and_person(category: str, code: str, channels: str | None) -> None:
    found = _case(category=category, violation_code=code, incident_date=date(2024, 11, 20))["channels"]
    assert (None if pd.isna(found) else found) == (channels and f"{channels}; BAWASLU; PANWASCAM")


@pytest.mark.parametrize("category", ["TNI", "POLRI"])
def test_an_act_of_army_or_police_is_forbidden_before_14_november_and_a_crime_since(category: str) -> None:
    """Art. 71(1) has named them since 2016; only the crime of art. 188 is new (D17 once called the code wrong)."""
    told = {"category": category, "violation_code": "P-01", "forwarded_to": "ATASAN TNI/POLRI", "stage": "PLENO"}
    before = _case(incident_date=date(2024, 10, 1), **told)
    since = _case(incident_date=date(2024, 11, 14), **told)
    assert (before["D17"], before["N03"], before["channels"]) == (True, True, "ATASAN TNI/POLRI; BAWASLU; PANWASCAM")
    assert (since["D17"], since["N03"]) == (True, True)
    assert since["channels"] == "GAKKUMDU; ATASAN TNI/POLRI; BAWASLU; PANWASCAM"
    to_enforcers = told | {"forwarded_to": "GAKKUMDU"}
    assert not _case(incident_date=date(2024, 10, 1), **to_enforcers)["N03"]
    assert _case(incident_date=date(2024, 11, 14), **to_enforcers)["N03"]


@pytest.mark.parametrize("to", ["KADES", "CAMAT", "BUPATI", "BAWASLU", "PANWASCAM"])
def test_a_report_about_village_staff_may_go_to_village_head_and_district_head(to: str) -> None:
    """UU 6/2014 art. 53(3); BUPATI alone was called right once."""
    found = _case(
        category="PERANGKAT", violation_code="V-05", incident_date=date(2024, 11, 20), stage="PLENO", forwarded_to=to
    )
    assert found["N03"]


@pytest.mark.parametrize(
    ("incident", "to", "passes", "cause"),
    [
        (date(2024, 8, 23), "KASN", True, None),
        (date(2024, 8, 23), "BKN", False, "wrong_channel"),
        (date(2024, 8, 24), "BKN", True, None),
        (date(2024, 10, 2), "KASN", False, "former_body"),
        (date(2024, 10, 2), "BUPATI", False, "wrong_channel"),
    ],
)
def test_a_civil_servants_report_follows_the_law_of_its_day(
    incident: date, to: str, passes: bool, cause: str | None
) -> None:
    """KASN received until 24 August 2024; sent there on 2 October 2024 a report gets advice and no error."""
    found = _case(category="PNS", violation_code="D-08", incident_date=incident, stage="PLENO", forwarded_to=to)
    assert found["N03"] == passes
    if cause:
        told = column(CHECKS_BY_CODE["N03"].cause or "", pd.DataFrame([found]))
        assert told.tolist() == [cause]
        assert severity(rules()["N03"], cause) == ("advise" if cause == "former_body" else "explain")


@pytest.mark.parametrize(
    ("category", "code", "since"),
    [
        ("PNS", "D-04", date(2022, 9, 22)),
        ("PNS", "D-05", date(2023, 10, 31)),
        ("PNS", "K-02", date(2021, 8, 31)),
        ("KADES", "V-02", date(2014, 1, 15)),
        ("KADES", "P-01", date(2016, 7, 1)),
    ],
)
def test_a_code_accuses_nobody_of_what_was_done_before_its_law(category: str, code: str, since: date) -> None:
    """The same report, dated on the first day of the law and on the day before it."""
    told = {"category": category, "violation_code": code, "forwarded_to": "ATASAN TNI/POLRI", "stage": "PLENO"}
    after = _case(incident_date=since, **told)
    assert (after["D17"], after["N03"]) == (True, False)
    before = _case(incident_date=since - timedelta(days=1), **told)
    assert (before["D17"], pd.isna(before["N03"])) == (False, True)
    cause = column(CHECKS_BY_CODE["D17"].cause or "", pd.DataFrame([before, after]))
    assert cause.tolist() == ["not_in_force", ""]
    assert "GAKKUMDU" not in str(before["channels"])


def test_a_code_that_was_not_in_force_is_asked_about_also_without_a_status() -> None:
    found = _case(violation_code="D-04", incident_date=date(2022, 9, 21))
    assert not found["D17"]
    assert pd.isna(_case(violation_code="D-04", incident_date=date(2022, 9, 22))["D17"])


def test_before_14_november_a_regional_official_goes_to_bawaslu_and_it_is_named_once() -> None:
    found = _case(category="PEJABAT DAERAH", violation_code="P-01", incident_date=date(2024, 11, 13))
    assert found["channels"] == "BAWASLU; PANWASCAM"


@pytest.mark.parametrize(("reported", "limit"), [(date(2015, 2, 1), None), (date(2015, 2, 2), 9)])
def test_a_stage_has_a_limit_since_its_law(reported: date, limit: int | None) -> None:
    found = _case(stage="KLARIFIKASI", incident_date=date(2015, 1, 20), reported_date=reported)["handling_limit"]
    assert (None if pd.isna(found) else found) == limit


@pytest.mark.parametrize(
    ("stage", "forwarded", "limit", "passes"),
    [
        ("DITERUSKAN_BKN", date(2024, 11, 26), 10, True),  # 7 days, then 3 working days: until 6 December
        ("DITERUSKAN_BKN", date(2024, 11, 25), 10, False),
        ("DITERUSKAN_BKN", date(2024, 11, 8), 12, False),
        ("DITERUSKAN_GAKKUMDU", date(2024, 11, 8), 38, True),  # 1 day, then 14, 3, 3 and 5 working days
        ("DITERUSKAN_GAKKUMDU", date(2024, 10, 14), 36, False),
        ("DITERUSKAN_BUPATI", date(2024, 10, 14), None, None),
        ("DITERUSKAN_TNI_POLRI", date(2024, 10, 14), None, None),
        ("DITERUSKAN_BKN", None, None, None),
    ],
)
def test_who_a_report_was_passed_on_to_has_the_time_of_its_own_clock(
    stage: str, forwarded: date | None, limit: int | None, passes: bool | None
) -> None:
    """SBT: 7 days and 3 working days; UU 10/2016 art. 146. No law names days for the regent or the army and police."""
    found = _case(stage=stage, incident_date=date(2024, 10, 10), forwarded_date=forwarded)
    assert (None if pd.isna(found["handling_limit"]) else found["handling_limit"]) == limit
    assert (None if pd.isna(found["N02"]) else bool(found["N02"])) == passes


def test_a_report_that_was_not_forwarded_elsewhere_is_no_fault() -> None:
    found = _case(category="PNS", violation_code="D-04", incident_date=date(2024, 11, 20), stage="DITERIMA")
    assert pd.isna(found["N03"])


def test_a_village_head_charged_with_a_civil_servants_code_is_d17_and_not_n03() -> None:
    found = _case(category="KADES", violation_code="D-04", incident_date=date(2024, 11, 20), forwarded_to="BKN")
    assert (found["D17"], pd.isna(found["N03"])) == (False, True)


@pytest.mark.parametrize(
    ("stage", "reported", "days", "within"),
    [
        ("KAJIAN_AWAL", date(2024, 12, 4), 2, True),
        ("KAJIAN_AWAL", date(2024, 12, 3), 3, False),
        ("PERBAIKAN", date(2024, 12, 2), 4, True),
        ("PERBAIKAN", date(2024, 12, 1), 5, False),
        ("KLARIFIKASI", date(2024, 11, 27), 9, True),
        ("KLARIFIKASI", date(2024, 11, 26), 10, False),
    ],
)
def test_the_clock_of_a_stage_runs_from_the_report(stage: str, reported: date, days: int, within: bool) -> None:
    found = _case(stage=stage, reported_date=reported)
    assert (found["handling_days"], found["N02"]) == (days, within)
    assert "UU Nomor 1 Tahun 2015" in found["limit_basis"] or "Perbawaslu" in found["limit_basis"]


@pytest.mark.parametrize(
    ("stage", "told", "since"),
    [
        ("KLARIFIKASI", "overdue", "yang dilaporkan 1 Oktober 2024"),
        ("DITERUSKAN_GAKKUMDU", "overdue_forwarded", "yang diteruskan 2 Oktober 2024"),
    ],
)
def test_an_overdue_case_says_what_its_days_count_from_and_judges_nobody(stage: str, told: str, since: str) -> None:
    """The day of the report was once told as that of the stage, and the body as the one who is late."""
    found = _case(stage=stage, reported_date=date(2024, 10, 1), forwarded_date=date(2024, 10, 2))
    check = CHECKS_BY_CODE["N02"]
    assert not found["N02"]
    assert column(check.cause or "", pd.DataFrame([found])).tolist() == [told]
    values = {"subject": "Fulan", "stage": stage, "handling_since": date_text(found["handling_since"].date(), "id")}
    values |= {name: str(found[name]) for name in ("handling_days", "handling_limit", "limit_basis")}
    said = wording(rules()["N02"], told, values, "id")
    assert since in said.statement
    assert "tidak menilai lembaga itu atau desa" in said.mend


@pytest.mark.parametrize("stage", ["DITERIMA", "DITERUSKAN_BUPATI", "DITERUSKAN_TNI_POLRI", None])
def test_a_stage_without_a_lawful_limit_is_never_overdue(stage: str | None) -> None:
    """7 days are the reporter's own limit, and 30 days for the bodies had no source."""
    found = _case(stage=stage, reported_date=date(2024, 10, 1), forwarded_date=date(2024, 10, 2))
    assert pd.isna(found["N02"])


def test_no_stage_may_take_less_together_with_those_before_it_than_alone() -> None:
    limited = [stage for stage in case_stages().values() if stage.limit_days is not None]
    assert [stage.stage for stage in limited] == ["KAJIAN_AWAL", "PERBAIKAN", "KLARIFIKASI"]
    assert all(stage.clock_days is not None and stage.clock_days >= stage.limit_days for stage in limited)
    assert {stage.clock_from for stage in limited} == {"reported_date"}


def test_an_events_hours_decide_whether_a_report_falls_into_it() -> None:
    inside = _case(incident_date=date(2024, 11, 14), incident_time="10:00")
    outside = _case(incident_date=date(2024, 11, 15), incident_time="10:00")
    assert (inside["event"], inside["event_hours"]) == ("Kegiatan", "00:00–24:00")
    assert pd.isna(outside["event"])
