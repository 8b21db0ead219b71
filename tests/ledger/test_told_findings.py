"""Whom the inspectors may ask for a clarification, and the page that asks."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from data.calendar import ZONE, Period
from flows.cli import app
from tasks.ledger.decisions import decisions_until
from tasks.ledger.engine import ledger_url, open_ledger
from tasks.ledger.told_findings import findings_about_persons
from tasks.publishing.clarifications.request import requests, write_request
from tests.ledger.naming_persons import VILLAGE, add_audit, finding


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home whose ledger knows two audits of October; the second no longer tells of the first finding."""
    folder = tmp_path / "home"
    ledger = open_ledger(ledger_url(folder))
    with ledger.begin() as connection:
        add_audit(connection, 1, [finding(1)])
        other = "Bambang (NIK …0002)"
        again = [
            finding(2),
            finding(3, "N08"),
            finding(4, "D06"),
            finding(5, subject=None),
            finding(6, "N08", other),
        ]
        add_audit(connection, 2, again)
        add_audit(connection, 3, [finding(7)], period="2024-11")
    ledger.dispose()
    monkeypatch.setenv("NETRALITAS_HOME", str(folder))
    return folder


def _asked(home: Path) -> pd.DataFrame:
    ledger: Engine = open_ledger(ledger_url(home))
    with ledger.connect() as connection:
        rows = findings_about_persons(connection, "35.03", "2024-10")
    ledger.dispose()
    return rows


def test_only_what_the_latest_audit_tells_about_persons_is_asked(home: Path) -> None:
    assert _asked(home)["finding_id"].tolist() == ["rincian6", "rincian2", "rincian3"]


def test_a_page_says_what_the_sheet_says_and_that_nothing_is_decided(home: Path, tmp_path: Path) -> None:
    _, siti = requests(_asked(home))
    page = write_request(tmp_path, siti, Period(2024, 10), date(2024, 11, 6))
    assert "Siti" not in page.name
    sheet = openpyxl.load_workbook(page).worksheets[0]
    told = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(line.startswith("Belum ada yang diputuskan") for line in told)
    assert {"Siti Aminah (NIK …0001)", "rincian2", "rincian3", "13 November 2024"} <= set(told)
    assert "35.03.01.2001 Besuki/laporan.xlsx; Rakor; I7; 15 Oktober 2024" in told
    assert "SKB 5 Lembaga 2/2022 Lampiran I" in told
    assert sheet.page_setup.fitToHeight == 1
    assert sheet["A1"].value == "PEMERINTAH KABUPATEN TRENGGALEK\nINSPEKTORAT"
    assert not sheet["A2"].alignment.wrap_text  # the title stands on one line, whole


def test_the_same_request_is_the_same_bytes(home: Path, tmp_path: Path) -> None:
    first, *_ = requests(_asked(home))
    made = [write_request(tmp_path, first, Period(2024, 10), date(2024, 11, 6)).read_bytes() for _ in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("choice", "pages"), [(["--all"], 2), (["--finding", "rincian6"], 1), (["--village", f"{VILLAGE} Besuki"], 2)]
)
def test_the_command_writes_for_inspectors_only(home: Path, choice: list[str], pages: int) -> None:
    found = CliRunner().invoke(app, ["clarify", "--period", "2024-10", *choice])
    assert found.exit_code == 0
    assert len(list((home / "klarifikasi" / "2024-10" / "35.03").iterdir())) == pages


def test_a_request_is_on_record_with_its_day_once(home: Path) -> None:
    for _ in range(2):
        assert CliRunner().invoke(app, ["clarify", "--period", "2024-10", "--finding", "rincian6"]).exit_code == 0
    ledger: Engine = open_ledger(ledger_url(home))
    with ledger.connect() as connection:
        (kept,) = decisions_until(connection, date.max).to_dict("records")
    ledger.dispose()
    assert (kept["kind"], kept["finding"], kept["village_code"]) == ("CLARIFICATION", "rincian6", VILLAGE)
    assert kept["decided_on"].date() == datetime.now(ZONE).date()
    assert kept["reason"].startswith("Diminta menjawab paling lambat")


@pytest.mark.parametrize("choice", [[], ["--all", "--finding", "rincian6"], ["--finding", "rincian1"]])
def test_nothing_is_written_without_a_clear_choice_or_anybody_to_ask(home: Path, choice: list[str]) -> None:
    found = CliRunner().invoke(app, ["clarify", "--period", "2024-10", *choice])
    assert found.exit_code == 2
    assert not (home / "klarifikasi").exists()
