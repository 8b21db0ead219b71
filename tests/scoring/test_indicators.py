"""Every indicator's numerator and denominator, worked out by hand from small tables."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from data.calendar import Period
from data.forms import expected_forms
from data.register import area
from data.scope import Scope
from data.tables import frame
from tasks.scoring.indicators import Shares, indicator_rows, village_shares
from tasks.tables.judged import Judged
from tasks.tables.pledges import pledges
from tests.tables.counted_frames import counted_of, roster_of

VILLAGE, NEIGHBOUR = "35.03.01.2001", "35.03.01.2002"
DUE = date(2024, 11, 5)
Row = Mapping[str, object]


SCOPE = Scope(area("35.03.01"), Period(2024, 10), date(2024, 11, 6))
JUDGED = ("submissions", "cases", "nil_statements", "pledges")


def judged_pledges(people: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return pledges(counted_of(roster_of([]), officials=people, activities=rows), SCOPE)


def shares(**tables: pd.DataFrame) -> dict[str, Shares]:
    """Return the shares of a district in which nothing was received, but for the tables that are given."""
    judged = replace(Judged.empty(), **{name: rows for name, rows in tables.items() if name in JUDGED})
    nobody = roster_of([])
    rows = {"days": person_days([]), "activities": activities([])}
    rows |= {name: table for name, table in tables.items() if name not in JUDGED}
    return village_shares(counted_of(nobody, **rows), judged, SCOPE)


def person_days(codes: Sequence[str | None], village: str = VILLAGE, *, counted: bool = True) -> pd.DataFrame:
    rows = pd.DataFrame({"village_code": village, "code": pd.Series(codes, dtype="str")})
    return rows.assign(counted=pd.Series(counted, index=rows.index, dtype="bool"))


def activities(rows: Sequence[Row]) -> pd.DataFrame:
    keys = pd.Series([row["official"] for row in rows], dtype="Int64")
    villages = pd.Series([row["village_code"] for row in rows], dtype="str")
    cells = [{name: value for name, value in row.items() if name not in {"official", "village_code"}} for row in rows]
    return frame("activities", "read", cells).assign(official=keys, village_code=villages)


def officials(*categories: str, **cells: object) -> pd.DataFrame:
    rows = [{"village_code": VILLAGE, "official": key, "category": name} | cells for key, name in enumerate(categories)]
    return frame("officials", "judge", rows)


def share(name: str, village: str = VILLAGE, **tables: pd.DataFrame) -> tuple[float, float]:
    return shares(**tables)[name][village]


def test_every_village_of_the_area_has_every_indicator_and_nobody_else() -> None:
    stranger = person_days(["H"], "35.03.02.2001")
    for by_village in shares(days=stranger).values():
        assert VILLAGE in by_village
        assert "35.03.02.2001" not in by_village
        assert not any(pd.isna(number) for pair in by_village.values() for number in pair)


@pytest.mark.parametrize(
    ("received", "earned"),
    [
        (DUE, 7.0),
        (date(2024, 10, 20), 7.0),  # early earns no more than in time
        (date(2024, 11, 6), 6.0),
        (date(2024, 11, 11), 1.0),
        (date(2024, 11, 12), 0.0),
        (date(2024, 12, 1), 0.0),
    ],
)
def test_ktw_loses_a_seventh_a_day(received: date, earned: float) -> None:
    row = {"village_code": VILLAGE, "form": "attendance", "state": "current", "due_date": DUE}
    table = frame("submissions", "judge", [row | {"earliest_date": received}])
    assert share("ktw", submissions=table) == (earned, 28.0)


def test_ktw_adds_the_four_forms_and_counts_only_what_counts() -> None:
    rows = [
        {"village_code": VILLAGE, "form": form, "state": state, "earliest_date": DUE, "due_date": DUE}
        for form, state in zip(expected_forms(), ("current", "current", "rejected", "superseded"), strict=True)
    ]
    rows.append({"village_code": NEIGHBOUR, "form": "attendance", "state": "missing", "due_date": DUE})
    table = frame("submissions", "judge", rows)
    assert share("ktw", submissions=table) == (14.0, 28.0)
    assert share("ktw", NEIGHBOUR, submissions=table) == (0.0, 28.0)


@pytest.mark.parametrize(
    ("name", "numerator"),
    [("klk", 8.0), ("thd", 4.0), ("thd_upper", 6.0), ("thj", 7.0), ("tk_rate", 1.0)],
)
def test_shares_of_working_days(name: str, numerator: float) -> None:
    days = person_days(["H", "T", "PSW", "DL", "S", "I", "C", "TK", None, None])
    others = pd.concat([days, person_days(["H"], NEIGHBOUR), person_days(["TK", "H", None], counted=False)])
    assert share(name, days=others.reset_index(drop=True)) == (numerator, 10.0)


def test_without_a_counted_day_there_is_no_share() -> None:
    assert share("klk", days=person_days(["H"], counted=False)) == (0.0, 0.0)


def test_cpi_is_who_signed_of_those_obliged() -> None:
    signed = {"village_code": VILLAGE, "pledge_signed": "YA", "pledge_signed_shown": "YA", "date": date(2024, 10, 10)}
    rows = activities(
        [
            signed | {"official": 0},
            signed | {"official": 0, "date": date(2024, 10, 11)},  # twice is once
            signed | {"official": 1, "pledge_signed": "TIDAK", "pledge_signed_shown": "TIDAK"},
            signed | {"official": 2, "date": date(2024, 11, 6)},  # on as_of
            signed | {"official": 3, "date": date(2024, 11, 7)},  # after as_of
            signed | {"official": 4},  # not obliged
            signed | {"official": None},  # nobody knows whose
        ]
    )
    people = officials("KADES", "PERANGKAT", "PNS", "PPPK", "BPD", "HONORER")
    assert share("cpi", pledges=judged_pledges(people, rows)) == (2.0, 4.0)
    assert share("cpi", pledges=judged_pledges(officials("BPD", "HONORER"), rows)) == (0.0, 0.0)


def test_a_pledge_that_is_not_understood_is_in_neither_number_of_cpi() -> None:
    told = {
        "village_code": VILLAGE,
        "pledge_signed": "YA",
        "pledge_signed_shown": "YA",
        "date": date(2024, 10, 10),
    }
    rows = activities(
        [
            told | {"official": 0},
            told | {"official": 1, "pledge_signed": None, "pledge_signed_shown": "mungkin"},
            told | {"official": 2, "date": None},
        ]
    )
    people = officials("KADES", "PERANGKAT", "PNS")
    assert share("cpi", pledges=judged_pledges(people, rows)) == (1.0, 1.0)


def test_cpi_is_of_known_officials_only() -> None:
    stranger = frame("officials", "judge", [{"village_code": VILLAGE, "category": "PNS"}])
    assert share("cpi", officials=stranger) == (0.0, 0.0)


def test_krk_counts_a_representative_for_half() -> None:
    agenda = frame(
        "agenda", "read",
        [{"date": date(2024, 10, 9), "kind": "RAKOR", "area_code": "35.03", "must_attend": "SEMUA", "name": "Rakor"}],
    )  # fmt: skip
    came = {"village_code": VILLAGE, "activity": "RAKOR", "date": date(2024, 10, 9)}
    rows = activities(
        [came | {"official": number, "attended": told} for number, told in enumerate(("YA", "DIWAKILI", "TIDAK"))]
    )
    people = officials("KADES", "PERANGKAT", "PNS", "PPPK")  # of the fourth the sheet says nothing
    assert share("krk", agenda=agenda, officials=people, activities=rows) == (1.5, 4.0)


def test_lbs_is_what_is_open_of_all_cases() -> None:
    cases = [{"village_code": VILLAGE, "open": is_open} for is_open in (True, False, True)]
    cases.append({"village_code": NEIGHBOUR, "open": False})
    table = frame("cases", "judge", cases)
    assert share("lbs", cases=table) == (2.0, 3.0)
    assert share("lbs", NEIGHBOUR, cases=table) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("rows", "stated", "earned"),
    [
        ((2, 1), (None, None), 2.0),
        ((0, 0), ("YA", "YA"), 2.0),
        ((0, 1), ("TIDAK", None), 1.0),
        ((None, None), (None, "YA"), 1.0),
        ((0, None), ("TIDAK", None), 0.0),
    ],
)
def test_nih_is_half_for_each_form_with_rows_or_a_nil(
    rows: tuple[int | None, int | None], stated: tuple[str | None, str | None], earned: float
) -> None:
    table = frame(
        "nil_statements", "judge",
        [
            {"village_code": VILLAGE, "form": form, "row_count": count, "stated": nil}
            for form, count, nil in zip(("reports", "vulnerabilities"), rows, stated, strict=True)
        ],
    )  # fmt: skip
    assert share("nih", nil_statements=table) == (earned, 2.0)
    assert share("nih", NEIGHBOUR, nil_statements=table) == (0.0, 2.0)


def test_skr_takes_the_highest_of_a_variable_and_weighs_neutrality_twice() -> None:
    levels = [
        ("NETRALITAS APARATUR", 1),
        ("NETRALITAS APARATUR", 2),
        ("PENGGUNAAN HAK PILIH", 0),
        (None, 2),
        ("PENGGUNAAN HAK PILIH", None),
    ]
    table = frame(
        "vulnerabilities", "read", [{"variable": variable, "level": level} for variable, level in levels],
    ).assign(village_code=VILLAGE)  # fmt: skip
    assert share("skr", vulnerabilities=table) == (4.0, 6.0)


def test_skr_weighs_the_organisers_neutrality_once() -> None:
    """Fact 92 of the check: a problem of the polling staff doubled the weight of a village's officials."""
    levels = [("NETRALITAS PENYELENGGARA", 2), ("NETRALITAS APARATUR", 0)]
    table = frame(
        "vulnerabilities", "read", [{"variable": variable, "level": level} for variable, level in levels],
    ).assign(village_code=VILLAGE)  # fmt: skip
    assert share("skr", vulnerabilities=table) == (2.0, 6.0)


def test_rows_of_an_area() -> None:
    sums = {"klk": (9.0, 12.0), "skr": (4.0, 6.0), "cpi": (0.0, 0.0), "lbs": (0.0, 0.0)}
    rows = indicator_rows("35.03.01", sums, "id")
    named = {"area_code": "35.03.01", "indicator": "klk"}
    assert rows[0] == named | {"numerator": 9.0, "denominator": 12.0, "value": 0.75}
    assert rows[1]["value"] == pytest.approx(400 / 6)
    assert set(rows[2]) == {"area_code", "indicator", "reason"}
    assert rows[2]["reason"]
    assert (rows[3]["value"], rows[3]["denominator"]) == (0.0, 0.0)
