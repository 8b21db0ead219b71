"""Absences on days of political events, from working days to what the rule says of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import pytest
from scipy.stats import fisher_exact

from data.calendar import Period, working_days
from expectations.coincidences import absent_on_event_days
from expectations.validation import validate
from tasks.scoring import published_people
from tasks.tables.chance import index_and_probability, with_discovery
from tasks.tables.coincidences import coincidences
from tests.tables.counted_frames import VILLAGE, agenda_of, counted_of, days_of, roster_of, scope_of

AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = (Period(2024, month) for month in (8, 9, 10, 11))
CAMPAIGN = agenda_of((date(2024, 10, 9), "KAMPANYE"), (date(2024, 10, 24), "DEKLARASI", "35.03.01"))
TWO = {9: "TK", 24: "TK"}


def _judged(
    agenda: pd.DataFrame, codes: Mapping[int, Mapping[int, str | None]], period: Period = OCTOBER, people: int = 1
) -> pd.DataFrame:
    found = roster_of(["KADES"] * people)
    rows = coincidences(counted_of(found, days=days_of(found, period, codes), agenda=agenda), scope_of(period))
    return rows[rows["village_code"] == VILLAGE]


def _found(rows: pd.DataFrame) -> list[object]:
    """Return the officials found, and ``village`` for the village itself."""
    failing = rows[(~absent_on_event_days(rows)).fillna(False)]
    return failing["official"].astype("object").where(failing["official"].notna(), "village").tolist()


def _published(rows: pd.DataFrame) -> pd.DataFrame:
    return published_people.coincidences(rows, validate({"coincidences": rows}), "id")


def _village(rows: pd.DataFrame) -> "pd.Series[Any]":
    return rows[rows["level"] == "village"].iloc[0]


def test_two_absences_on_two_campaign_days_are_found_with_the_figures_worked_out_by_hand() -> None:
    rows = _judged(CAMPAIGN, {0: TWO})
    village = _village(rows)
    counts = ["event_days", "event_unexcused", "event_person_days", "other_unexcused", "other_person_days"]
    assert village[counts].tolist() == [2, 2, 2, 0, 21]
    assert village["ratio"] == pytest.approx((2.5 / 2) / (0.5 / 21))
    assert village["probability"] == pytest.approx(1 / 253)
    assert _found(rows) == ["village", 0]


def test_absences_spread_evenly_give_no_indication_however_many() -> None:
    every_second_day = {day.day: "TK" for day in working_days(OCTOBER, "5")[::2]}
    events = agenda_of(*[(day, "KAMPANYE") for day in working_days(OCTOBER, "5")[3:9]])
    rows = _judged(events, dict.fromkeys(range(3), every_second_day), people=3)
    assert _village(rows)["event_unexcused"] == 9
    assert _found(rows) == []


def test_a_person_whose_absences_are_even_is_not_named_in_a_village_that_is_found() -> None:
    events = agenda_of(*[(date(2024, 10, day), "KAMPANYE") for day in (9, 10, 23, 24)])
    even = {day.day: "TK" for day in working_days(OCTOBER, "5") if day.day % 2 == 0}
    rows = _judged(events, {0: TWO, 1: TWO, 2: TWO, 3: even}, people=12)
    assert rows.loc[rows["official"] == 3, "event_unexcused"].tolist() == [2]
    assert _found(rows) == ["village", 0, 1, 2]


def test_the_gathering_before_the_determination_is_listed_and_never_found() -> None:
    rows = _judged(agenda_of((date(2024, 8, 28), "DEKLARASI")), {n: {28: "TK"} for n in range(5)}, AUGUST, people=5)
    assert _found(rows) == []
    assert (_village(rows)["event_days"], _village(rows)["early_days"]) == (0, 1)
    assert absent_on_event_days(rows).isna().all()
    (shown,) = _published(rows).to_dict("records")
    assert "sebelum penetapan calon" in shown["remark"]


def test_an_event_is_held_against_nobody_before_the_day_of_determination() -> None:
    both = agenda_of((date(2024, 9, 20), "KAMPANYE"), (date(2024, 9, 23), "KAMPANYE"))
    rows = _judged(both, {0: {20: "TK", 23: "TK"}}, SEPTEMBER)
    assert _village(rows)[["event_days", "event_unexcused", "other_unexcused"]].tolist() == [1, 1, 1]


def test_voting_day_is_no_working_day() -> None:
    rows = _judged(agenda_of((date(2024, 11, 27), "KAMPANYE")), {0: {27: "TK"}}, NOVEMBER)
    assert _village(rows)[["event_days", "event_person_days", "other_person_days"]].tolist() == [0, 0, 20]


def test_an_unknown_day_is_presence_at_events_and_absence_elsewhere() -> None:
    """Settled so that not knowing never accuses; such days were left out of both sides once."""
    counts = ["event_unexcused", "event_person_days", "other_unexcused", "other_person_days"]
    village = _village(_judged(CAMPAIGN, {0: {9: None, 10: None, 24: "TK"}}))
    assert village[counts].tolist() == [1, 2, 1, 21]


@pytest.mark.parametrize(
    ("area_code", "kind", "counted"),
    [("35.03.01.2001", "KAMPANYE", 1), ("35.03.01.2002", "KAMPANYE", 0), ("35.03.02", "KAMPANYE", 0),
     ("35.03", "RAKOR", 0)],
)  # fmt: skip
def test_only_political_events_of_the_village_its_district_and_its_regency_count(
    area_code: str, kind: str, counted: int
) -> None:
    assert _village(_judged(agenda_of((date(2024, 10, 9), kind, area_code)), {}))["event_days"] == counted


def test_every_village_is_in_the_published_table_with_its_figures_or_the_reason() -> None:
    found = roster_of(["KADES"])
    days = days_of(found, OCTOBER, {0: TWO})
    shown = _published(coincidences(counted_of(found, days=days, agenda=CAMPAIGN), scope_of(OCTOBER)))
    assert shown["village_code"].nunique() == 17
    assert shown["remark"].str.startswith("Indikasi awal").sum() == 2
    assert shown["remark"].str.startswith("Tidak berlaku").sum() == 16
    assert shown[shown["ratio"].isna()]["remark"].str.startswith("Tidak berlaku").all()


def test_whole_columns_give_the_same_p_as_fishers_test_table_by_table() -> None:
    tables = [(2, 2, 0, 21), (3, 50, 2, 180), (0, 40, 9, 200), (5, 5, 100, 100), (7, 39, 4, 312)]
    names = ["event_unexcused", "event_person_days", "other_unexcused", "other_person_days"]
    found = index_and_probability(pd.DataFrame(tables, columns=names, dtype="Int64"))["probability"]
    wanted = [
        fisher_exact([[tk1, n1 - tk1], [tk0, n0 - tk0]], alternative="greater").pvalue for tk1, n1, tk0, n0 in tables
    ]
    assert found.tolist() == pytest.approx(wanted)


@pytest.mark.parametrize("blank", [9, 10])
def test_not_knowing_never_accuses(blank: int) -> None:
    """A blank day counts as present on an event day and as TK on another: either lowers the index."""
    known = _village(_judged(CAMPAIGN, {0: TWO}, people=3))
    unknown = _village(_judged(CAMPAIGN, {0: TWO, 1: {blank: None}}, people=3))
    counts = ["event_unexcused", "event_person_days", "other_unexcused", "other_person_days"]
    assert known[counts].tolist() == [2, 6, 0, 63]
    assert unknown[counts].tolist() == ([2, 6, 0, 63] if blank == 9 else [2, 6, 1, 63])
    assert unknown["ratio"] <= known["ratio"]


def test_a_village_of_which_nothing_is_known_is_not_judged() -> None:
    days = {day.day: None for day in working_days(OCTOBER, "5")}
    village = _village(_judged(CAMPAIGN, {0: days}))
    assert pd.isna(village["ratio"])
    assert pd.isna(village["discovery"])


def test_q_is_benjamini_and_hochberg_over_the_villages_judged() -> None:
    counts = ["event_unexcused", "event_person_days", "other_unexcused", "other_person_days"]
    rows = pd.DataFrame([[2, 2, 0, 21], [2, 6, 0, 63], [0, 6, 3, 63], [5, 6, 0, 63]], columns=counts, dtype="Int64")
    rows = rows.join(index_and_probability(rows))
    judged = pd.Series([True, True, True, False])
    found = with_discovery(rows, judged)
    p = sorted(rows["probability"][:3])
    by_hand = [min(p[0] * 3, p[1] * 3 / 2, p[2]), min(p[1] * 3 / 2, p[2]), p[2]]
    assert sorted(found["discovery"][:3]) == pytest.approx(by_hand)
    assert pd.isna(found.loc[3, "discovery"])


def test_the_number_expected_by_chance_is_that_of_the_exact_distribution() -> None:
    """2 TK over 2 event days and 21 others: only both on event days meet the conditions, 1 of 253 ways."""
    counts = ["event_unexcused", "event_person_days", "other_unexcused", "other_person_days"]
    rows = pd.DataFrame([[0, 2, 2, 21], [0, 2, 0, 21]], columns=counts, dtype="Int64")
    rows = rows.join(index_and_probability(rows))
    found = with_discovery(rows, pd.Series([True, True]))
    assert found["by_chance"].tolist() == pytest.approx([1 / 253, 0])
