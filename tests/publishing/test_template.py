"""A form that is filled in without a mistake comes back without a finding, whatever program it went through."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data.calendar import Period
from data.forms import expected_forms, form_columns, form_tables
from data.register import area
from data.tables import frame
from data.village_workbooks import PROMPT_LENGTH
from tasks.publishing.templates.template import template_name, write_template, write_templates
from tasks.reading.headings import Table, find_tables
from tasks.reading.opening import open_workbook
from tests.builders import PERIOD, VILLAGE, read
from tests.libreoffice import convert
from tests.publishing.audited import (
    FIRST_DAY,
    HEADING_ROW,
    OFFICIALS,
    audit,
    content,
    filled_template,
    register,
    send,
    send_register,
)

TITLE_LENGTH = 32


def template(folder: Path, period: Period = PERIOD) -> Path:
    path = folder / template_name(VILLAGE, period)
    write_template(path, VILLAGE, period, register())
    return path


def through_libreoffice(soffice: str, path: Path, folder: Path) -> bytes:
    """Return the file as LibreOffice saves it again."""
    return convert(soffice, path, "xlsx", folder / "saved").read_bytes()


def _tables(path: Path) -> list[Table]:
    """Return the form tables of a workbook as the reader finds them."""
    sheets = open_workbook(path.read_bytes()).sheets
    return [table for sheet in sheets for table in find_tables(sheet, form_tables("village"))]


def filled(folder: Path) -> Path:
    path = folder / "terisi.xlsx"
    path.write_bytes(content(filled_template(folder)))
    return path


@pytest.mark.parametrize("program", ["openpyxl", pytest.param("LibreOffice", marks=pytest.mark.process)])
def test_a_filled_template_comes_back_without_a_finding(
    program: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = filled(tmp_path)
    sent = path.read_bytes()
    if program == "LibreOffice":
        sent = through_libreoffice(request.getfixturevalue("soffice"), path, tmp_path)
    send_register(tmp_path / "inbox")
    send(tmp_path / "inbox", "kiriman.xlsx", sent)
    audited = audit(tmp_path / "inbox", tmp_path / "home")
    assert audited.findings[["rule", "sheet", "cell", "value"]].to_dict("records") == []
    assert audited.results.villages["status"].to_list() == ["LENGKAP"]
    assert audited.results.villages["hk"].to_list() == [23 * len(OFFICIALS)]


def test_every_form_is_found_and_everything_in_it_is_read(tmp_path: Path) -> None:
    found = read(filled(tmp_path).read_bytes())
    assert [sheet["form"] for sheet in found["sheets"]] == list(expected_forms())
    assert {sheet["missing_columns"] for sheet in found["sheets"]} == {None}
    titles = [row for row in found["stated_months"] if row["source"] == "title"]
    assert {(row["year"], row["month"]) for row in titles} == {(2024, 10)}
    assert [row["table_number"] for row in titles] == [sheet["table_number"] for sheet in found["sheets"]]
    assert [sheet["row_count"] for sheet in found["sheets"]] == [3, 3, 1, 1]
    assert len(found["identities"]) == 1
    assert "repairs" not in found
    roster = [
        (row["name"], row["identifier"], row["category"]) for row in found["mentions"] if row["form"] == "attendance"
    ]
    assert roster == [(name, identifier, category) for name, identifier, _, category in OFFICIALS]


def test_every_column_is_printed_with_its_label(tmp_path: Path) -> None:
    for form, table in zip(expected_forms(), _tables(template(tmp_path)), strict=True):
        fields = set(table.columns)
        wanted = {column.field for column in form_columns(form, "grid" if form == "attendance" else "table")}
        days = {f"day_{day}" for day in range(1, 32)} if form == "attendance" else set()
        assert fields == (wanted - {"day", "total"}) | days


@pytest.mark.parametrize(("period", "days"), [(Period(2024, 11), 30), (Period(2024, 2), 29)])
def test_only_the_days_of_the_month_are_printed(period: Period, days: int, tmp_path: Path) -> None:
    attendance = _tables(template(tmp_path, period))[0]
    assert sum(name.startswith("day_") for name in attendance.columns) == days


def test_days_off_are_shaded(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(template(tmp_path, Period(2024, 11)))["Daftar Hadir"]
    fills = {
        day: sheet.cell(HEADING_ROW + 1, FIRST_DAY + day - 1).fill.fgColor.rgb
        for day in (1, 2, 3, 27)  # Friday, Saturday, Sunday, voting day
    }
    assert fills[3] == fills[27]
    assert len({fills[1], fills[2], fills[3]}) == 3


def test_headings_are_locked_and_what_is_filled_in_is_not(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(template(tmp_path))
    assert all(sheet.protection.sheet and sheet.protection.password is None for sheet in book)
    for title, heading in (("Daftar Hadir", "B6"), ("Laporan Netralitas", "B5"), ("Identitas", "A6")):
        sheet = book[title]
        below = sheet[heading].offset(column=1) if title == "Identitas" else sheet[heading].offset(row=1)
        assert (sheet[heading].protection.locked, below.protection.locked) == (True, False)


def test_identifiers_and_the_period_are_text(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(template(tmp_path))
    cells = [book["Daftar Hadir"]["C7"], book["Daftar Hadir"]["C20"], book["Identitas"]["B9"]]
    assert [(cell.number_format, cell.value) for cell in cells] == [
        ("@", "3503010101700001"),
        ("@", None),
        ("@", "Oktober 2024"),
    ]


def test_the_form_asks_for_the_working_days_and_assumes_none(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(template(tmp_path))["Identitas"]
    ((label, value),) = [row[:2] for row in sheet.iter_rows() if row[0].value == "Hari Kerja"]
    assert (label.value, value.value) == ("Hari Kerja", None)
    (check,) = [found for found in sheet.data_validations.dataValidation if value.coordinate in found.sqref]
    assert check.formula1 == '"5 hari,6 hari"'


def test_messages_and_lists_fit_into_what_excel_keeps(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(template(tmp_path))
    checks = [check for sheet in book for check in sheet.data_validations.dataValidation]
    assert len(checks) > 20
    for check in checks:
        assert len(check.prompt or "") <= PROMPT_LENGTH
        assert len(check.promptTitle or "") <= TITLE_LENGTH
        assert len(check.formula1 or "") <= PROMPT_LENGTH + 2
        assert (check.formula1 or "").startswith('"') or "!" not in (check.formula1 or "")


def test_equal_inputs_give_equal_bytes(tmp_path: Path) -> None:
    first = template(tmp_path).read_bytes()
    assert template(tmp_path).read_bytes() == first


def test_every_village_of_an_area_gets_its_folder(tmp_path: Path) -> None:
    written = write_templates(tmp_path, area("35.03.01"), PERIOD, register(), jobs=2)
    assert written[0].relative_to(tmp_path).as_posix() == f"{VILLAGE} Besuki/formulir-{VILLAGE}-2024-10.xlsx"
    assert all(path.is_file() for path in written)
    alone = tmp_path / "alone.xlsx"
    write_template(alone, VILLAGE, PERIOD, register())
    assert written[0].read_bytes() == alone.read_bytes()
    assert openpyxl.load_workbook(written[1])["Daftar Hadir"]["B7"].value is None


def test_somebody_whose_term_is_over_is_left_out(tmp_path: Path) -> None:
    officials = register()
    officials["term_until"] = pd.Series([None, "2024-09-30", None], dtype="datetime64[s]")
    path = tmp_path / "formulir.xlsx"
    write_template(path, VILLAGE, PERIOD, officials)
    sheet = openpyxl.load_workbook(path)["Daftar Hadir"]
    assert [sheet.cell(row, 2).value for row in (7, 8, 9)] == [OFFICIALS[0][0], OFFICIALS[2][0], None]


def test_the_months_mandatory_meetings_are_filled_in_with_those_who_are_called(tmp_path: Path) -> None:
    when = ["2024-10-15", "2024-10-22", "2024-11-02", "2024-10-16", "2024-10-17"]
    agenda = frame(
        "agenda",
        "read",
        [
            {"date": pd.Timestamp(day), "kind": kind, "area_code": code, "must_attend": called}
            for day, kind, code, called in zip(
                when,
                ["RAKOR", "IKRAR", "RAKOR", "RAKOR", "KAMPANYE"],
                ["35.03", VILLAGE, "35.03", "35.03.02", "35.03"],
                ["SEMUA", "KADES/LURAH", "SEMUA", "SEMUA", None],
                strict=True,
            )
        ],
    )
    path = tmp_path / "formulir.xlsx"
    write_template(path, VILLAGE, PERIOD, register(), agenda)
    entries = read(path.read_bytes())["activities"]
    names = [name for name, *_ in OFFICIALS]
    heads = [name for name, _, _, category in OFFICIALS if category == "KADES"]
    assert [(f"{row['date']}", row["activity"], row["name"], row["attended"]) for row in entries] == [
        *(("2024-10-15", "RAKOR", name, None) for name in names),
        *(("2024-10-22", "IKRAR", name, None) for name in heads),
    ]
