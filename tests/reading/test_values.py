"""Values: certain mends are made and put on record, nothing ambiguous is guessed."""

from datetime import date, datetime, time

import pytest

from data.calendar import Period
from tasks.reading import values


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (datetime(2024, 10, 5, 7, 30), date(2024, 10, 5)),  # noqa: DTZ001 - a spreadsheet's dates bear no zone
        ("5 Oktober 2024", date(2024, 10, 5)),
        ("5 Okt 24", date(2024, 10, 5)),
        ("Sabtu, 5 Oktober 2024", date(2024, 10, 5)),
        ("05/10/2024", date(2024, 10, 5)),
        ("2024-10-05", date(2024, 10, 5)),
        ("10/25/2024", None),
        ("5/10/23", None),
        ("31/02/2024", None),
        (45570.0, None),
        ("besok", None),
    ],
)
def test_a_date_is_day_before_month_and_never_guessed(written: object, expected: date | None) -> None:
    assert values.day(written, 2024)[0] == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("198609262015051001", ("198609262015051001", "", False)),
        ("NIP. 19860926 201505 1 001", ("198609262015051001", "separators", False)),
        ("'3503010101900001", ("3503010101900001", "separators", False)),
        (1.98609262015051e17, ("198609262015051", "", True)),
        ("1.98609262015051E+17", ("198609262015051", "", True)),
        (123456789012345.0, ("123456789012345", "", False)),
        ("belum ada", ("belum ada", "", False)),
        ("", (None, "", False)),
    ],
)
def test_an_identifier_never_gains_digits(written: str | float, expected: tuple[str | None, str, bool]) -> None:
    assert values.identifier(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-10", Period(2024, 10)),
        ("10/2024", Period(2024, 10)),
        ("Oktober 2024", Period(2024, 10)),
        (date(2024, 10, 1), Period(2024, 10)),
        ("5 Oktober 2024", None),
        ("September atau Oktober", None),
    ],
)
def test_a_period_is_a_month(written: str | date, expected: Period | None) -> None:
    assert values.period(written) == expected


def test_a_title_names_its_months_but_not_those_of_full_dates() -> None:
    assert values.periods_in("DAFTAR HADIR BULAN OKTOBER TAHUN 2024") == (Period(2024, 10),)
    assert values.periods_in("Trenggalek, 31 Oktober 2024") == ()


@pytest.mark.parametrize(
    "title",
    [
        "Tanggal: 01/10/2024 s/d 31/10/2024",
        "1 s.d. 31 Oktober 2024",
        "1 Oktober 2024 sampai dengan 31 Oktober 2024",
        "2024-10-01 - 2024-10-31",
    ],
)
def test_a_range_of_dates_in_a_title_names_its_month(title: str) -> None:
    assert values.periods_in(title) == (Period(2024, 10),)


def test_a_range_over_two_months_names_both() -> None:
    assert values.periods_in("30/09/2024 s/d 31/10/2024") == (Period(2024, 9), Period(2024, 10))


@pytest.mark.parametrize(
    ("written", "code_list", "expected"),
    [
        ("hadir", "attended", ("YA", "alias")),
        ("sangat rawan", "level", ("2", "alias")),
        ("ya", "attended", ("YA", "case")),
        ("SANGAT RAWAN", "level", ("2", "")),
        (2.0, "level", ("2", "")),
        ("Tinggi sekali", "level", (None, "")),
        ("politik  uang", "variable", ("POLITIK UANG", "case")),
        ("v-02", "violation", ("V-02", "case")),
    ],
)
def test_a_code_is_read_by_its_list_and_aliases_only(
    written: str | float, code_list: str, expected: tuple[str | None, str]
) -> None:
    assert values.code(written, code_list) == expected


def test_times_of_day_in_their_usual_spellings() -> None:
    assert values.clock(time(7, 5))[0] == "07:05"
    assert values.clock("07.30 WIB")[0] == "07:30"
    assert values.clock(0.5)[0] == "12:00"
    assert values.clock("pagi")[0] is None
