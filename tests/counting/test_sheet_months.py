"""Which month a sheet is for: what texts name, which source counts, and when two of them contradict each other."""

import openpyxl
import pandas as pd
import pytest

from data.calendar import Period
from data.register import area
from data.scope import Scope, audit_day
from tasks.counting.sheet_months import sheet_months
from tasks.reading.months import months_in, months_in_file_name, months_in_tab
from tasks.reading.reading import Source, read_file
from tasks.reading.readings import Readings
from tasks.reading.returns import returns_of
from tests.builders import Rows, full_return, grid_rows, identity_rows, workbook

_SEPTEMBER, _OCTOBER = (2024, 9), (2024, 10)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("DAFTAR HADIR BULAN OKTOBER 2024", [_OCTOBER]),
        ("UNTUK BULAN : OKTOBER TAHUN 2024", [_OCTOBER]),
        ("Bulan : X / 2024", [_OCTOBER]),
        ("Periode : IX/2024", [_SEPTEMBER]),
        ("Bulan : 10 / 2024", [_OCTOBER]),
        ("Bulan 10 Tahun 2024", [_OCTOBER]),
        ("Periode: 2024-10", [_OCTOBER]),
        ("Bulan : Okt-24", [_OCTOBER]),
        ("Bulan : Okt-23", [(None, 10)]),
        ("BULAN : OKTOBER", [(None, 10)]),
        ("Bulan: X", [(None, 10)]),
        ("PERIODE : 01 s/d 31 Oktober 2024", [_OCTOBER]),
        ("September - Oktober 2024", [_SEPTEMBER, _OCTOBER]),
        ("Lampiran Surat Nomor 005/123 tanggal 4 November 2024", []),
        ("Tanggal Kirim : 2024-11-04", []),
        ("Kode Desa : 35.03.01.2001", []),
        ("TAHUN ANGGARAN 2024", []),
        ("Triwulan III 2024", []),
        ("Peraturan Desa Nomor 3 Tahun 2019", []),
        ("Jam Masuk Des", []),
    ],
)
def test_a_title_names_months(text: str, months: list[tuple[int | None, int]]) -> None:
    assert list(months_in(text, 2024)) == months


@pytest.mark.parametrize(
    ("stem", "months"),
    [
        ("kehadiran_04_11_2024", []),
        ("absen desa 2024-11-04", []),
        ("absen desa 20241104", []),
        ("DOC-20241104-WA0003", []),
        ("IMG-20241004-WA0003", []),
        ("absen 4 November 2024", []),
        ("ABSEN BLN 10 TH 2024", [_OCTOBER]),
        ("laporan-2024-10", [_OCTOBER]),
        ("laporan_202410", [_OCTOBER]),
        ("10-2024 absen", [_OCTOBER]),
        ("Laporan Oktober 2024 (1)", [_OCTOBER]),
        ("OKTOBER DESA BESUKI 2024", [_OCTOBER]),
        ("absen oktober", [(None, 10)]),
        ("kiriman", []),
    ],
)
def test_a_files_name_names_a_month_but_no_day(stem: str, months: list[tuple[int | None, int]]) -> None:
    assert list(months_in_file_name(stem, 2024)) == months


@pytest.mark.parametrize(
    ("tab", "months"),
    [
        ("OKTOBER", [(None, 10)]),
        ("Okt", [(None, 10)]),
        ("Absen Okt 2024", [_OCTOBER]),
        ("Absen Oktober", [(None, 10)]),
        ("Absen Des", []),
        ("10", []),
        ("Sheet1", []),
        ("31 Oktober", []),
    ],
)
def test_a_tab_names_a_month(tab: str, months: list[tuple[int | None, int]]) -> None:
    assert list(months_in_tab(tab, 2024)) == months


def _months(book: dict[str, Rows], file: str = "kiriman.xlsx") -> dict[str, tuple[str | None, str | None, str | None]]:
    """Return period, source and problem by sheet of the forms of one file, judged for October 2024."""
    readings = Readings()
    read_file(Source(file, "village", 2024), workbook(book), readings)
    returns = returns_of([readings])
    period = Period(2024, 10)
    rows = sheet_months(returns.sheets, returns, Scope(area("35.03.01.2001"), period, audit_day(period)))
    shown = rows[["sheet", "period", "period_source", "period_problem"]].astype("object")
    told = shown.where(shown.notna(), None).itertuples(index=False, name=None)
    return {sheet: (found, source, problem) for sheet, found, source, problem in told}


def _grid(*titles: list[object]) -> Rows:
    person = [1, "Sutrisno", "3503010101700001", "Kepala Desa", "KADES", *["H"] * 31]
    return [*titles, *grid_rows([person])]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ([["TAHUN ANGGARAN 2024"], ["BULAN : OKTOBER"]], ("2024-10", "title", None)),
        ([["Bulan", ":", "Oktober"], ["Tahun", ":", 2024]], ("2024-10", "title", None)),
        ([["BULAN", "OKTOBER", "TAHUN", 2024]], ("2024-10", "title", None)),
        ([[pd.Timestamp(2024, 10, 1).to_pydatetime()]], ("2024-10", "title", None)),
        ([["Dicetak", pd.Timestamp(2024, 11, 1).to_pydatetime()]], (None, None, "missing")),
        ([["MENJELANG NOVEMBER 2024"], ["BULAN : OKTOBER 2024"]], ("2024-10", "title", None)),
        ([["BULAN OKTOBER"]], (None, "title", "no_year")),
        ([["BULAN SEPTEMBER 2024"], ["BULAN OKTOBER 2024"]], ("2024-09", "title", "several")),
        ([["DAFTAR HADIR"]], (None, None, "missing")),
    ],
)
def test_month_and_year_are_found_where_people_write_them(
    titles: list[list[object]], expected: tuple[str | None, ...]
) -> None:
    assert _months({"Hadir": _grid(*titles)}) == {"Hadir": expected}


def test_the_first_source_that_speaks_counts() -> None:
    hadir = _grid(["DAFTAR HADIR"])
    assert _months({"OKTOBER": hadir}, "absen 2024.xlsx")["OKTOBER"] == ("2024-10", "tab", None)
    assert _months({"Identitas": identity_rows(), "Hadir": hadir})["Hadir"] == ("2024-10", "identity", None)
    assert _months({"Hadir": hadir}, "ABSEN BLN 10 TH 2024.xlsx")["Hadir"] == ("2024-10", "file_name", None)
    titled = {"Identitas": identity_rows(), "Hadir": _grid(["BULAN OKTOBER 2024"])}
    assert _months(titled, "absen 2024-09.xlsx")["Hadir"] == ("2024-10", "title", None)


def test_a_list_whose_dates_all_lie_in_one_month_is_for_that_month() -> None:
    headings = ["Nama", "Jabatan", "Tanggal", "Jam Masuk", "Jam Keluar", "Total Waktu", "Status Kehadiran"]
    days = [
        ["SUTRISNO", "Kepala Desa", f"{day:02d} Oktober 2024", "07:20", "15:30", "08:10", "hadir"] for day in (1, 2)
    ]
    assert _months({"Worksheet": [headings, *days]}) == {"Worksheet": ("2024-10", "dates", None)}
    days[1][2] = "01 November 2024"
    assert _months({"Worksheet": [headings, *days]}) == {"Worksheet": (None, None, "missing")}


def test_sources_that_contradict_each_other_are_told_at_that_sheet_alone() -> None:
    book = full_return(Hadir=_grid(["BULAN SEPTEMBER 2024"]))
    found = _months(book)
    assert found["Hadir"] == ("2024-09", "title", "sources")
    assert {found[name] for name in ("Rakor", "Laporan", "Kerawanan")} == {("2024-10", "identity", None)}
    tab = {"SEPTEMBER": _grid(["BULAN OKTOBER 2024"])}
    assert _months(tab) == {"SEPTEMBER": ("2024-10", "title", "sources")}


def test_in_a_book_with_a_tab_a_month_identity_contradicts_nobody() -> None:
    book = full_return(Hadir=_grid(["BULAN : OKTOBER 2024"])) | {"AGUSTUS": _grid(["BULAN : AGUSTUS 2024"])}
    found = _months(book)
    assert found["AGUSTUS"] == ("2024-08", "title", None)
    assert {found[name] for name in ("Hadir", "Rakor", "Laporan")} == {
        ("2024-10", "title", None),
        ("2024-10", "identity", None),
    }


def test_a_title_speaks_for_its_table_and_for_those_below_that_have_none() -> None:
    half = grid_rows([[1, "Sutrisno", "3503010101700001", "Kepala Desa", "KADES", *["H"] * 15]], 15)
    stacked: Rows = [["BULAN SEPTEMBER 2024"], *half, [], ["BULAN OKTOBER 2024"], *half]
    readings = Readings()
    read_file(Source("kiriman.xlsx", "village", 2024), workbook({"Hadir": stacked}), readings)
    months = returns_of([readings]).stated_months
    assert months[["table_number", "month"]].to_numpy().tolist() == [[0, 9], [1, 10]]
    readings = Readings()
    untitled: Rows = [["BULAN OKTOBER 2024"], *half, [], *half]
    read_file(Source("kiriman.xlsx", "village", 2024), workbook({"Hadir": untitled}), readings)
    months = returns_of([readings]).stated_months
    assert months[["table_number", "month"]].to_numpy().tolist() == [[0, 10], [1, 10]]


def test_dates_in_day_headings_are_a_title() -> None:
    def as_dates(book: openpyxl.Workbook) -> None:
        for day in range(1, 32):
            book["Hadir"].cell(1, 5 + day).value = pd.Timestamp(2024, 10, day).to_pydatetime()

    readings = Readings()
    read_file(Source("kiriman.xlsx", "village", 2024), workbook({"Hadir": _grid()}, as_dates), readings)
    months = returns_of([readings]).stated_months
    assert months[["source", "year", "month"]].to_numpy().tolist() == [["title", 2024, 10]]
