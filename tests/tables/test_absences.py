"""Unexcused days against the thresholds of discipline: who is judged by which, and what counts as in a row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
import pytest

from data.calendar import Period
from data.reference import records
from data.tables import frame
from expectations.absences import unexcused_absence_threshold
from tasks.counting.fingerprints import person_keys
from tasks.counting.history import History
from tasks.counting.same_persons import known_persons
from tasks.tables.absences import absences
from tests.tables.counted_frames import VILLAGE, counted_of, days_of, roster_of

OCTOBER = Period(2024, 10)
FIRST_TEN = (1, 2, 3, 4, 7, 8, 9, 10, 11, 14)


def _judged(
    category: str, codes: dict[int, str | None], memory: Sequence[Mapping[str, object]] = ()
) -> "pd.Series[object]":
    found = roster_of([category])
    person = person_keys(known_persons(found.officials), "").iloc[0]
    earlier = [{"village_code": VILLAGE, "person_key": person} | dict(month) for month in memory]
    history = replace(History.empty(), earlier_absences=frame("earlier_absences", "memory", earlier))
    rows = absences(counted_of(found, days=days_of(found, OCTOBER, {0: codes})), history)
    return rows.assign(verdict=unexcused_absence_threshold(rows)).iloc[0]


@pytest.mark.parametrize(("days", "reached"), [(2, None), (3, 3), (4, 4), (6, 4), (7, 7), (9, 7)])
def test_a_civil_servant_reaches_the_highest_threshold_below_the_days(days: int, reached: int | None) -> None:
    row = _judged("PNS", dict.fromkeys(FIRST_TEN[:days], "TK"))
    assert row["unexcused"] == days
    assert row["verdict"] == (reached is None)
    assert (None if pd.isna(row["reached_days"]) else row["reached_days"]) == reached


def test_ten_working_days_in_a_row_run_over_weekends_and_are_graver_than_their_sum() -> None:
    row = _judged("PNS", dict.fromkeys((*FIRST_TEN, 16), "TK"))
    assert (row["unexcused"], row["longest_run"]) == (11, 10)
    assert (row["reached_days"], row["reached_in_a_row"], row["verdict"]) == (10, True, False)


@pytest.mark.parametrize("other", ["H", "S", None])
def test_another_status_or_an_unknown_day_ends_a_run(other: str | None) -> None:
    row = _judged("PNS", dict.fromkeys(FIRST_TEN, "TK") | {7: other})
    assert (row["unexcused"], row["longest_run"]) == (9, 5)


@pytest.mark.parametrize("category", ["PPPK", "PERANGKAT", "BPD", "HONORER"])
def test_others_are_not_judged_by_the_table_of_civil_servants(category: str) -> None:
    row = _judged(category, dict.fromkeys(FIRST_TEN, "TK"))
    assert row["unexcused"] == 10
    assert pd.isna(row["verdict"])


def test_thirty_days_in_a_row_of_a_village_head_do_not_fit_into_a_month() -> None:
    assert pd.isna(_judged("KADES", dict.fromkeys(range(1, 32), "TK"))["verdict"])


def _month(period: str, unexcused: int, at_end: int, workdays: int = 20) -> dict[str, object]:
    run = {"run_at_start": unexcused if unexcused == workdays else 0, "run_at_end": at_end}
    return {"period": period, "workdays": workdays, "unexcused": unexcused} | run


def test_the_days_of_the_calendar_year_are_added_up() -> None:
    row = _judged("PNS", {1: "TK"}, [_month("2024-08", 1, 0), _month("2024-09", 1, 0), _month("2023-12", 20, 20)])
    assert (row["unexcused"], row["year_unexcused"], row["year_workdays"], row["months"]) == (1, 3, 63, 3)
    assert (row["reached_days"], row["verdict"]) == (3, False)


def test_a_run_goes_on_over_the_end_of_a_month() -> None:
    row = _judged("PNS", dict.fromkeys(FIRST_TEN[:6], "TK"), [_month("2024-09", 4, 4)])
    assert (row["longest_run"], row["reached_days"], row["reached_in_a_row"]) == (10, 10, True)


def test_a_run_ends_with_a_month_of_which_nothing_is_known() -> None:
    row = _judged("PNS", dict.fromkeys(FIRST_TEN[:6], "TK"), [_month("2024-08", 4, 4)])
    assert row["longest_run"] == 6


def test_a_village_head_reaches_thirty_days_over_two_months() -> None:
    row = _judged("KADES", dict.fromkeys(range(1, 32), "TK"), [_month("2024-09", 20, 20)])
    assert (row["longest_run"], row["reached_days"], row["verdict"]) == (43, 30, False)


def test_village_staff_reach_sixty_days_in_a_row() -> None:
    """UU 6/2014 art. 51 l; staff were not judged at all once."""
    months = [_month("2024-09", 20, 20), _month("2024-08", 20, 20)]
    reached = _judged("PERANGKAT", dict.fromkeys(range(1, 32), "TK"), months)
    short = _judged("PERANGKAT", dict.fromkeys(range(1, 29), "TK"), [_month("2024-09", 20, 20)])
    assert (reached["longest_run"], reached["reached_days"], reached["verdict"]) == (63, 60, False)
    assert pd.isna(short["verdict"])
    assert pd.isna(short["reached_days"])


def test_every_threshold_names_its_basis() -> None:
    sums = [int(row["days"]) for row in records("absence_thresholds") if row["in_a_row"] == "no"]
    assert sums == [3, 4, 7, 11, 14, 17, 21, 25, 28]
    assert all(row["basis"] for row in records("absence_thresholds"))
