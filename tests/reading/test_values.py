"""Values: certain mends are made and put on record, nothing ambiguous is guessed."""

from datetime import date, datetime, time, timedelta

import pytest

from data.calendar import Period
from tasks.reading import values


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (datetime(2024, 10, 5, 7, 30), date(2024, 10, 5)),  # noqa: DTZ001 - a spreadsheet's dates bear no zone
        (date(2024, 10, 5), date(2024, 10, 5)),
        ("2024-10-05 00:00:00", date(2024, 10, 5)),
        ("2024-10-05 07:30", date(2024, 10, 5)),  # a machine's moment: its day is plain
        ("Kamis Pahing, 10 Oktober 2024", date(2024, 10, 10)),
        ("hari Sabtu tanggal 5 Oktober 2024", date(2024, 10, 5)),
        ("Oct 10, 2024", date(2024, 10, 10)),
        ("Thursday, October 10th, 2024", date(2024, 10, 10)),
        ("10-Okt-24", date(2024, 10, 10)),
        ("10 Oktober '24", date(2024, 10, 10)),
        ("10 Oktober '23", None),
        ("10.10.2024", date(2024, 10, 10)),
        ("10 / 10 / 2024", date(2024, 10, 10)),
        ("tgl. 10 Oktober 2024", date(2024, 10, 10)),
        ("Kamis, 10/10/2024", date(2024, 10, 10)),
        ("10 Oktober 2024 (Kamis)", date(2024, 10, 10)),
        ("10 Oktober 2024 jam 09.00", date(2024, 10, 10)),
        ("Kamis, 10 Oktober 2024, pukul 08.00 s/d selesai WIB", date(2024, 10, 10)),
        ("10/10/2024 08.00 - 10.30", date(2024, 10, 10)),
        ("Senin, 7/10/2024", date(2024, 10, 7)),
        ("Senin, 10/7/2024", None),  # a Monday only where the month stands first
        ("Rabu, 10/7/2024", date(2024, 7, 10)),
        ("Senin, 25/12/2024", date(2024, 12, 25)),  # the wrong weekday, and no other way to read it
        ("10/10/2024 - 11/10/2024", None),
        ("10 dan 11 Oktober 2024", None),
        ("10 Oktober 2024 dan 11 Oktober 2024", None),
        ("Oktober 2024", None),
        ("5/10/24", date(2024, 10, 5)),
        ("05102024", None),
        ("5 Smarch 2024", None),
        ("", None),
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
    read, repair = values.day(written, 2024)  # type: ignore[arg-type]
    assert read == expected
    assert repair == ("date_text" if expected and isinstance(written, str) else "")


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
        (" belum ada", ("belum ada", "spaces", False)),
        (" 198609262015051001", ("198609262015051001", "spaces", False)),
        ("NIK: 3503010101900001", ("3503010101900001", "separators", False)),
        ("NIP. belum ada", ("NIP. belum ada", "", False)),
        ("1986092620150510011", ("1986092620150510011", "", False)),  # 19 digits are no identifier
        ("198609262015051001 / 3503010101900001", ("198609262015051001 / 3503010101900001", "", False)),
        ("١٩٨٦", ("١٩٨٦", "", False)),
        (1234567890123456, ("123456789012345", "", True)),
        (123456789012345, ("123456789012345", "", False)),
        (12, ("12", "", False)),
        (float("inf"), (values.shown(float("inf")), "", False)),
        (True, ("TRUE", "", False)),  # what the cell shows: nothing was mended
        (date(1986, 9, 26), (values.shown(date(1986, 9, 26)), "", False)),
        ("1,5e+3", ("1500", "", True)),
        ("1E17", ("100000000000000", "", True)),
        ("", (None, "", False)),
        (" ", (None, "", False)),
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
        (datetime(2024, 9, 30, 7), Period(2024, 9)),  # noqa: DTZ001 - a spreadsheet's dates bear no zone
        ("202410", Period(2024, 10)),
        ("1-2024", Period(2024, 1)),
        ("13/2024", None),
        (202410.0, Period(2024, 10)),
        ("", None),
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


@pytest.mark.parametrize(
    ("title", "months"),
    [
        ("30/09/2024 s/d 31/10/2024", (Period(2024, 9), Period(2024, 10))),
        ("31/12/2023 sampai 1/1/2024", (Period(2023, 12), Period(2024, 1))),
        ("31/02/2024 s/d 31/10/2024", ()),  # no such day: nobody knows what is meant
        ("01/10/2024 s/d 31/11/2024", ()),
        ("1 s/d 31/10/2024", (Period(2024, 10),)),
    ],
)
def test_a_range_of_dates_names_the_months_of_both_its_ends(title: str, months: tuple[Period, ...]) -> None:
    assert values.periods_in(title) == months


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
        ("", "level", (None, "")),
        (" SANGAT RAWAN", "level", ("2", "spaces")),
        (" hadir", "attended", ("YA", "alias")),
        (" Tinggi sekali", "level", (None, "")),
        ("TL", "attendance", (None, "")),  # may mean two things: nobody can tell
        (" TL", "attendance", (None, "")),
    ],
)
def test_a_code_is_read_by_its_list_and_aliases_only(
    written: str | float, code_list: str, expected: tuple[str | None, str]
) -> None:
    assert values.code(written, code_list) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (time(7, 5), "07:05"),
        (datetime(2024, 10, 5, 17, 5), "17:05"),  # noqa: DTZ001 - a spreadsheet's dates bear no zone
        (timedelta(hours=7, minutes=30, seconds=59), "07:30"),
        (timedelta(hours=10), "10:00"),
        (timedelta(0), "00:00"),
        (timedelta(hours=23, minutes=59), "23:59"),
        (timedelta(hours=24), None),
        (timedelta(minutes=-1), None),
        (0.5, "12:00"),
        (0.0, "00:00"),
        (0.3125, "07:30"),
        (1.0, None),
        (-0.5, None),
        ("07.30 WIB", "07:30"),
        ("7:05", "07:05"),
        ("23:59:10", "23:59"),
        ("24:00", None),
        ("07.60", None),
        ("pagi", None),
        ("", None),
    ],
)
def test_times_of_day_in_their_usual_spellings(written: object, expected: str | None) -> None:
    assert values.clock(written) == (expected, "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (3, (3, "")),
        (3.0, (3, "")),
        (0, (0, "")),
        (-2, (-2, "")),
        (3.5, (None, "")),
        (float("inf"), (None, "")),
        (float("nan"), (None, "")),
        (999_999_999.0, (999_999_999, "")),
        (1e9, (None, "")),
        (-6.309e304, (None, "")),  # found by fuzzing: no table takes it, and it ended everybody's audit
        (10**400, (None, "")),
        (True, (None, "")),
        ("12", (12, "number_text")),
        ("0", (0, "number_text")),
        ("999999999", (999_999_999, "number_text")),
        ("1000000000", (None, "")),
        ("-2", (None, "")),
        ("3,5", (None, "")),
        ("²", (None, "")),  # a digit to Python, no number
        ("١٢", (None, "")),
        ("", (None, "")),
        ("tiga", (None, "")),
    ],
)
def test_a_whole_number_is_read_and_no_other(written: object, expected: tuple[int | None, str]) -> None:
    assert values.number(written) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("35.03.01.2001", "35.03.01.2001"),
        ("3503012001", "35.03.01.2001"),
        ("35.03.01.2001 Besuki", "35.03.01.2001"),
        ("35.03.01", "35.03.01"),
        ("350301", "35.03.01"),
        ("3503", "35.03"),
        (3503.0, "35.03"),
        ("35", "35"),
        ("350", None),
        ("35030120", None),
        ("3", None),
        ("٣٥", None),
        ("Trenggalek", None),
        ("", None),
    ],
)
def test_an_area_code_is_read_with_or_without_dots(written: str | float, expected: str | None) -> None:
    assert values.area_code(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", (None, "")),
        ("Besuki", ("Besuki", "")),
        (" Besuki", ("Besuki", "spaces")),
        ("Be\u200bsuki", ("Besuki", "spaces")),
        ("  ", (None, "spaces")),
        ("Cafe\u0301", ("Café", "accents")),
        (" Cafe\u0301", ("Café", "spaces")),
        (3.0, ("3", "")),
        (date(2024, 10, 5), (values.shown(date(2024, 10, 5)), "")),
    ],
)
def test_free_text_loses_only_what_nobody_sees(written: object, expected: tuple[str | None, str]) -> None:
    assert values.text(written) == expected  # type: ignore[arg-type]
