"""The score against figures worked out by hand from 3-scoring.md."""

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest

from tasks.scoring.score import Score, compliance, rounded, score
from tasks.tables.pledges import is_obliged

FULL = {
    "ktw": (28.0, 28.0), "klk": (230.0, 230.0), "thd": (230.0, 230.0), "thd_upper": (230.0, 230.0),
    "thj": (230.0, 230.0), "tk_rate": (0.0, 230.0), "cpi": (10.0, 10.0), "krk": (2.0, 2.0), "lbs": (0.0, 0.0),
    "nih": (2.0, 2.0), "skr": (0.0, 0.0),
}  # fmt: skip


def scored(*, has_attendance: bool = True, **changes: tuple[float, float]) -> Score:
    return score(FULL | changes, has_attendance=has_attendance)


def test_a_village_without_fault_has_100() -> None:
    found = scored()
    assert (found.skn, found.grade) == (100, "SANGAT PATUH")
    assert found.priority == Fraction(4, 10) * 50 / 100


def test_every_weight() -> None:
    """Each part alone at 0 takes its weight; KTW 25, KLK 20, THJ 15, CPI 20, KRK 10, NIH 10."""
    zeros = {"ktw": (0, 28), "klk": (0, 230), "thj": (0, 230), "cpi": (0, 10), "krk": (0, 2), "nih": (0, 2)}
    lost = {name: 100 - sum(part.points for part in compliance(FULL | {name: share})) for name, share in zeros.items()}
    assert lost == {"ktw": 25, "klk": 20, "thj": 15, "cpi": 20, "krk": 10, "nih": 10}


def test_a_village_that_reports_a_case_scores_like_its_twin_without() -> None:
    """Open cases once took 15 points and a sanction capped the grade: a village that hid its case was better off."""
    assert scored(lbs=(3.0, 3.0)) == scored(lbs=(0.0, 0.0)) == scored()


def test_a_part_that_is_not_applied_is_left_out_and_the_rest_scaled() -> None:
    found = scored(krk=(0.0, 0.0), cpi=(1.0, 2.0))
    assert found.skn == Fraction(100 * (90 - 10), 90)
    assert rounded(found.skn, 2) == 88.89


def test_the_parts_add_up_to_the_score() -> None:
    found = scored(krk=(0.0, 0.0), cpi=(1.0, 2.0), thj=(200.0, 230.0))
    assert [(part.indicator, part.weight) for part in found.parts] == [
        ("ktw", 25), ("klk", 20), ("thj", 15), ("cpi", 20), ("nih", 10),
    ]  # fmt: skip
    assert sum(part.points for part in found.parts) == found.skn


@pytest.mark.parametrize(
    ("klk", "has_attendance", "assessable"),
    [
        ((60.0, 100.0), True, True),
        ((59.0, 100.0), True, False),
        ((100.0, 100.0), False, False),
        ((0.0, 0.0), True, False),
    ],
)
def test_gate_of_completeness(klk: tuple[float, float], has_attendance: bool, assessable: bool) -> None:
    found = scored(klk=klk, has_attendance=has_attendance)
    assert (found.skn is not None) == assessable
    assert (found.grade == "TIDAK DAPAT DINILAI") != assessable
    assert found.gate == ("" if assessable else "incomplete" if has_attendance else "no_attendance")


def test_not_assessable_counts_as_0_for_the_priority() -> None:
    assert scored(has_attendance=False, skr=(9.0, 18.0)).priority == Fraction(8, 10)


def test_the_gate_of_unexcused_days_caps_the_grade_but_not_the_number() -> None:
    assert (scored(tk_rate=(24.0, 230.0)).grade, scored(tk_rate=(24.0, 230.0)).gate) == ("CUKUP", "unexcused")
    assert (scored(tk_rate=(23.0, 230.0)).grade, scored(tk_rate=(23.0, 230.0)).gate) == ("SANGAT PATUH", "")
    assert scored(tk_rate=(24.0, 230.0)).skn == 100


@pytest.mark.parametrize(("ktw", "grade"), [(16.8, "SANGAT PATUH"), (16.7, "PATUH"), (0.0, "PATUH")])
def test_bands_go_by_the_exact_figure(ktw: float, grade: str) -> None:
    assert scored(ktw=(ktw, 28.0)).grade == grade


def test_rounding_is_half_up() -> None:
    assert rounded(Fraction(1, 8), 2) == 0.13
    assert rounded(Fraction(-1, 3), 2) == -0.33
    assert rounded(0.5, 0) == 1.0


def test_what_cannot_be_assessed_has_no_parts() -> None:
    for has_attendance, recorded, gate in ((False, 230.0, "no_attendance"), (True, 0.0, "incomplete")):
        found = scored(has_attendance=has_attendance, klk=(recorded, 230.0))
        assert found == Score(None, "TIDAK DAPAT DINILAI", Fraction(8, 10), (), gate)


def test_without_a_counted_day_no_gate_of_unexcused_days() -> None:
    assert (scored(tk_rate=(0.0, 0.0)).grade, scored(tk_rate=(0.0, 0.0)).gate) == ("SANGAT PATUH", "")


def test_a_gate_never_lifts_a_grade() -> None:
    low = {"ktw": (0.0, 28.0), "cpi": (0.0, 10.0)}  # 100 - 25 - 20 = 55
    assert scored(**low).grade == "KURANG PATUH"
    assert scored(**low, tk_rate=(24.0, 230.0)).grade == "KURANG PATUH"


@pytest.mark.parametrize(
    ("lost", "grade"),
    [(10, "SANGAT PATUH"), (11, "PATUH"), (25, "PATUH"), (26, "CUKUP"), (40, "CUKUP"), (41, "KURANG PATUH")],
)
def test_each_band_begins_at_its_minimum(lost: int, grade: str) -> None:
    """KTW, THJ and KRK have 50 points of 100; ``lost`` of them are lost."""
    share = (50.0 - lost, 50.0)
    assert scored(ktw=share, thj=share, krk=share).grade == grade


def test_the_priority_is_that_of_the_formula() -> None:
    """PRIO = 0.6 · (100 − SKN) / 100 + 0.4 · SKR / 100; without a map SKR counts as 50."""
    assert scored(ktw=(14.0, 28.0), skr=(9.0, 18.0)).priority == Fraction(75, 1000) + Fraction(2, 10)
    assert scored(skr=(0.0, 18.0)).priority == 0
    assert scored(ktw=(14.0, 28.0)).priority == Fraction(75, 1000) + Fraction(2, 10)


def test_where_no_part_applies_there_is_none() -> None:
    assert compliance(dict.fromkeys(FULL, (0.0, 0.0))) == ()


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (Fraction(5, 2), 0, 3.0), (Fraction(7, 2), 0, 4.0), (Fraction(-5, 2), 0, -3.0), (Fraction(2, 3), 3, 0.667),
        (1234.5, 1, 1234.5), (0.25, 1, 0.3), (0.75, 1, 0.8), (0, 2, 0.0),
    ],
)  # fmt: skip
def test_halves_go_away_from_zero(value: Fraction | float, decimals: int, shown: float) -> None:
    assert rounded(value, decimals) == shown


@pytest.mark.parametrize(
    ("category", "village", "obliged"),
    [
        ("PNS", "35.04.01.2001", True),
        ("PPPK", "35.03.01.2001", True),
        ("KADES", "35.03.01.2001", True),
        ("PERANGKAT", "35.03.01.2001", True),
        ("KADES", "35.04.01.2001", False),
        ("BPD", "35.03.01.2001", False),
        ("HONORER", "35.03.01.2001", False),
        ("NON-ASN", "35.03.01.2001", False),
        (None, "35.03.01.2001", False),
    ],
)
def test_who_is_obliged_to_pledge(category: str | None, village: str, obliged: bool) -> None:
    """The joint decree binds civil servants; village heads and staff only where a regency names a basis."""
    people = pd.DataFrame({"category": [category], "second_category": [None], "village_code": [village]})
    assert is_obliged(people, date(2024, 10, 31)).tolist() == [obliged]


@pytest.mark.parametrize(("day", "obliged"), [(date(2022, 9, 21), False), (date(2022, 9, 22), True)])
def test_nobody_is_obliged_before_the_duty_was_law(day: date, obliged: bool) -> None:
    """SKB 2/2022 bears the 22 September 2022."""
    people = pd.DataFrame({"category": ["PNS"], "second_category": [None], "village_code": ["35.03.01.2001"]})
    assert is_obliged(people, day).tolist() == [obliged]
