"""Where NIP and NIK stand in full: only in the places of ``identifier_places.csv``, in a package when asked for."""

import re
from datetime import date, datetime
from fnmatch import fnmatch
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import openpyxl
import pytest
from openpyxl import Workbook
from sqlalchemy import insert
from typer.testing import CliRunner

from data.calendar import ZONE, Period
from data.documentation import IdentifierPlace
from data.errors import UsageError
from data.identifiers import mask
from data.reference import load, records
from data.register import area
from flows.cli import app
from tasks.disclosure import Request, disclose
from tasks.ledger.decisions import decisions_until
from tasks.ledger.engine import opened_ledger
from tasks.ledger.schema import AUDITS, FINDINGS
from tasks.ledger.told_findings import findings_about_persons
from tasks.publishing.clarifications.request import requests, write_request
from tasks.publishing.publishing import Replying, publish
from tasks.publishing.replies.village_replies import deliver_replies
from tests.builders import PERIOD, VILLAGE
from tests.publishing.audited import OFFICIALS, audit, content, filled_template, send, send_register
from tests.publishing.reading_back import heading, table_rows

pytestmark = pytest.mark.process

NOW = datetime(2024, 11, 7, 9, tzinfo=ZONE)
SERVANT = OFFICIALS[2][1]
NUMBERS = [official[1] for official in OFFICIALS]
_FINDING = {
    "finding_id": "rincian1", "group_id": "temuan1", "rule": "N01", "severity": "explain", "village_code": VILLAGE,
    "district_code": "35.03.01", "form": "reports", "subject": f"Bambang Wijayanto ({mask(SERVANT)})",
    "file": "oktober.xlsx", "sheet": "Laporan Netralitas", "cell": "E6", "statement": "x", "basis": "x", "state": "new",
    "first_period": "2024-10",
}  # fmt: skip
REQUEST = Request([VILLAGE], "siti", "Diminta BKN", "command")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an installation that has written everything it can: every root is a folder in it."""
    root = tmp_path_factory.mktemp("installation")
    home, inbox = root / "home", root / "inbox"
    for folder in ("templates", "explain"):
        (root / folder).mkdir()
    with opened_ledger(home):
        pass  # a home has its ledger before its archive
    book = filled_template(root / "templates")
    book["Daftar Hadir"]["K7"] = "XX"  # so that a copy is marked, and a view lies beside it
    sent = send(inbox, "oktober.xlsx", content(book))
    send_register(inbox)
    made = audit(inbox, home)
    workbook = publish(
        home / "audits",
        made.facts,
        made.results,
        1,
        Replying(made.facts, made.results),
        packages=True,
    )
    own = (made.facts, made.returns, made.results)
    assert deliver_replies(workbook.parent / "balasan", home, inbox, *own, 1) == []
    explain = ["check", str(sent), "--village", VILLAGE, "--explain", str(root / "explain" / "terbaca.xlsx")]
    assert CliRunner().invoke(app, explain).exit_code in {0, 3}
    with opened_ledger(home) as ledger:
        with ledger.begin() as connection:
            versions = {"product": "1", "rules": "r", "calendar": "c", "record_sha256": "0" * 64, "recorded_at": NOW}
            told = {"id": 1, "audit_id": "a", "period": str(PERIOD), "as_of": date(2024, 11, 6), "inbox": "kiriman"}
            told |= {"area_code": VILLAGE, "language": "id", "revision": 0}
            connection.execute(insert(AUDITS), [told | versions])
            connection.execute(insert(FINDINGS), [{"audit": 1} | _FINDING])
        with ledger.connect() as connection:
            asked = findings_about_persons(connection, VILLAGE, str(PERIOD))
        pages = home / "klarifikasi" / str(PERIOD) / VILLAGE
        pages.mkdir(parents=True)
        for request in requests(asked):
            write_request(pages, request, PERIOD, NOW.date())
        disclose(ledger, home, PERIOD, area(VILLAGE), REQUEST, NOW)
    return root


def _bytes(path: Path) -> bytes:
    if not is_zipfile(path):
        return path.read_bytes()
    with ZipFile(path) as package:
        return b"".join(package.read(name) for name in package.namelist())


def _holds_a_number(path: Path) -> bool:
    digits = re.sub(rb"[ .\-]", b"", _bytes(path))
    return any(number.encode() in digits for number in NUMBERS)


def _rows_for(path: Path, root: Path) -> list[IdentifierPlace]:
    name, _, below = path.relative_to(root).as_posix().partition("/")
    return [
        row for row in load("identifier_places", IdentifierPlace)
        if row.root == name and fnmatch(below, row.pattern.replace("**/*", "*"))
    ]  # fmt: skip


def test_numbers_stand_in_full_only_where_the_list_says_so(place: Path) -> None:
    files = [path for path in place.rglob("*") if path.is_file() and path.parent.name != f"{VILLAGE} Besuki"]
    written = [path for path in files if path.parent.name != "_kabupaten"]  # what the village and the regency sent
    assert [
        path for path in written if _holds_a_number(path) and {row.shows for row in _rows_for(path, place)} != {"full"}
    ] == []
    for row in load("identifier_places", IdentifierPlace):
        of_row = [path for path in written if row in _rows_for(path, place)]
        assert of_row, row  # a place that nothing writes to would prove nothing
        assert any(map(_holds_a_number, of_row)) == (row.shows == "full"), row


def _cases(book: Workbook, subject: str) -> list[str]:
    return [str(row[subject]) for row in table_rows(book, "Dugaan")]


def test_the_copy_for_bkn_bears_the_number_and_says_so(place: Path) -> None:
    (made,) = (place / "home" / "paket").rglob("*.xlsx")
    published = next((place / "home" / "audits").rglob(made.name))
    masked, full = openpyxl.load_workbook(published), openpyxl.load_workbook(made)
    assert made.relative_to(place / "home").parts[:3] == ("paket", "2024-10", VILLAGE)
    assert mask(SERVANT) in _cases(masked, heading("package_cases", "subject"))[0]
    new = "Terlapor (NIP/NIK lengkap sejauh diminta)"
    assert _cases(full, new) == [f"Bambang Wijayanto ({SERVANT})"]
    steps = [row for row in records("handling_clocks") if row["package"] == "BKN"]
    assert [row[new] for row in table_rows(full, "BatasWaktu")] == [f"Bambang Wijayanto ({SERVANT})"] * len(steps)
    assert "hanya untuk BKN" in str(full["Dugaan"]["A4"].value)
    assert {sheet.title: sheet.dimensions for sheet in full} == {sheet.title: sheet.dimensions for sheet in masked}


def test_who_asked_when_for_which_cases_is_on_record(place: Path) -> None:
    with opened_ledger(place / "home") as ledger, ledger.connect() as connection:
        rows = decisions_until(connection, date.max)
    (row,) = rows[(rows["kind"] == "DISCLOSURE") & (rows["requested_by"] == "siti")].to_dict("records")
    assert (row["village_code"], row["period"], row["requested_by"]) == (VILLAGE, "2024-10", "siti")
    assert row["decided_on"].date() == NOW.date()
    assert re.fullmatch(r"Diminta BKN \(nomor laporan: [0-9a-f]{16}\)", row["reason"])


@pytest.mark.parametrize(
    ("period", "villages", "told"),
    [("2024-11", [VILLAGE], "Tidak ada paket BKN"), ("2024-10", ["35.03.01.2002"], "Tidak ada laporan dengan NIP/NIK")],
)
def test_nothing_is_written_or_recorded_without_a_package_or_a_number(
    place: Path, period: str, villages: list[str], told: str
) -> None:
    request = Request(villages, "budi", "Diminta BKN", "command")
    with opened_ledger(place / "home") as ledger:
        with pytest.raises(UsageError, match=told):
            disclose(ledger, place / "home", Period.parse(period), area(VILLAGE), request, NOW)
        with ledger.connect() as connection:
            assert "budi" not in set(decisions_until(connection, date.max)["requested_by"])


@pytest.mark.parametrize(
    ("choice", "code", "told"),
    [
        (["--village", f"{VILLAGE} Besuki"], 0, "Serahkan hanya kepada BKN"),
        (["--all"], 0, "Serahkan hanya kepada BKN"),
        ([], 2, "Pilih salah satu"),
        (["--all", "--village", VILLAGE], 2, "Pilih salah satu"),
        (["--all", "--reason", " "], 2, "Alasan kosong"),
    ],
)
def test_the_command_says_where_the_copy_is(
    place: Path, monkeypatch: pytest.MonkeyPatch, choice: list[str], code: int, told: str
) -> None:
    monkeypatch.setenv("NETRALITAS_HOME", str(place / "home"))
    asked = ["disclose", "--period", "2024-10", "--area", VILLAGE, "--reason", "Diminta BKN", *choice]
    found = CliRunner().invoke(app, asked)
    assert found.exit_code == code
    assert told in found.output
