"""An audit workbook that auditors fill in and send back, from the sheet to the next audit's sheet and further."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Engine

from tasks.findings.masked_text import masked_tables
from tasks.publishing.workbook.audit_workbook import write_audit_workbook
from tests.builders import VILLAGE, labels, workbook
from tests.ledger.auditing import Audited, Office
from tests.ledger.returns import fill
from tests.publishing.reading_back import table_rows

pytestmark = pytest.mark.process

FIRST, SECOND, THIRD = (date(2024, 11, day) for day in (6, 12, 18))
_LONG_AGO = 1_700_000_000
Entry = dict[str, object]


@pytest.fixture
def office(ledger: Engine, tmp_path: Path) -> Office:
    return Office(tmp_path / "inbox", tmp_path / "home", ledger)


def published(audited: Audited, path: Path) -> Path:
    facts = audited.known.facts.with_mends(audited.mends)
    write_audit_workbook(facts, facts.scope.area, masked_tables(audited.results), path)
    return path


def sends_back(office: Office, path: Path, name: str, entries: dict[str, Entry]) -> None:
    """Fill in *Tindak Lanjut* by group and drop the workbook into ``_auditor``."""
    book = openpyxl.load_workbook(path)
    sheet = book["Tindak Lanjut"]
    columns = {cell.value: cell.column for cell in sheet[6]}
    for row in range(7, sheet.max_row + 1):
        for heading, value in entries.get(str(sheet.cell(row, columns["ID temuan"]).value), {}).items():
            cell = sheet.cell(row, columns[heading])
            cell.value = value  # type: ignore[assignment]
            if isinstance(value, str):
                cell.data_type = "s"  # as typed into a text cell: no formula
    drops(office, name, book.save)


def drops(office: Office, name: str, write: Callable[[Path], object]) -> None:
    path = office.inbox / "_auditor" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path)
    os.utime(path, (_LONG_AGO, _LONG_AGO))


def entry(status: int, verifier: str, **changes: object) -> Entry:
    usual: Entry = {"Tanggal tindak lanjut": date(2024, 11, 8), "Bukti tindak lanjut": "=Surat 700/45"}
    return usual | {"Status (1–4)": status, "Verifikator": verifier} | changes


def group_of(audited: Audited, rule: str) -> str:
    return str(audited.findings.loc[audited.findings["rule"] == rule, "group_id"].iloc[0])


def followed(path: Path, group: str) -> list[tuple[object, ...]]:
    headings = ("Status (1–4)", "Verifikator", "Bukti tindak lanjut", "Beda verifikator")
    rows = table_rows(openpyxl.load_workbook(path), "TindakLanjut")
    return [tuple(row[heading] for heading in headings) for row in rows if row["ID temuan"] == group]


def texts(sheet: Worksheet) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_follow_ups_are_carried_on_and_both_versions_stay_when_auditors_disagree(
    office: Office, tmp_path: Path
) -> None:
    fill(office.inbox, "2024-10", codes={3: "??"})
    first = office.audit(VILLAGE, "2024-10", FIRST)
    workbook_sent = published(first, tmp_path / "1.xlsx")
    group = group_of(first, "D09")
    sends_back(office, workbook_sent, "sutrisno.xlsx", {group: entry(2, "Sutrisno")})
    second = office.audit(VILLAGE, "2024-10", SECOND)
    assert second.results.refusals.empty
    assert set(second.results.files.set_index("file").loc["_auditor/sutrisno.xlsx", ["state", "rows_read"]]) == {
        "current",
        0,
    }
    assert not second.findings["file"].eq("_auditor/sutrisno.xlsx").any()
    carried_on = published(second, tmp_path / "2.xlsx")
    assert followed(carried_on, group) == [(2, "Sutrisno", "=Surat 700/45", None)]

    sends_back(office, carried_on, "siti.xlsx", {group: entry(1, "Siti Aminah")})
    sends_back(office, carried_on, "sutrisno-2.xlsx", {})
    third = office.audit(VILLAGE, "2024-10", THIRD)
    shown = published(third, tmp_path / "3.xlsx")
    assert sorted(followed(shown, group)) == [
        (1, "Siti Aminah", "=Surat 700/45", "Berbeda"),
        (2, "Sutrisno", "=Surat 700/45", "Berbeda"),
    ]
    assert third.history.follow_ups["received_on"].tolist() == [pd.Timestamp(SECOND), pd.Timestamp(THIRD)]
    again = office.audit(VILLAGE, "2024-10", THIRD)
    assert again.known.facts.audit_id == third.known.facts.audit_id
    assert published(again, tmp_path / "4.xlsx").read_bytes() == shown.read_bytes()
    assert office.audit(VILLAGE, "2024-10", FIRST).results.follow_ups.empty


def test_what_cannot_be_used_is_told_on_the_sheet_kontrol(office: Office, tmp_path: Path) -> None:
    fill(office.inbox, "2024-10", codes={3: "??"})
    first = office.audit(VILLAGE, "2024-10", FIRST)
    sent = published(first, tmp_path / "1.xlsx")
    sends_back(office, sent, "salah.xlsx", {group_of(first, "D09"): entry(7, "Sutrisno")})
    second = office.audit(VILLAGE, "2024-10", SECOND)
    book = openpyxl.load_workbook(published(second, tmp_path / "2.xlsx"))
    (told,) = table_rows(book, "KontrolIsianAuditor")
    assert (told["Berkas"], told["Lembar"], told["Isi sel atau nilai yang dihitung"]) == (
        "_auditor/salah.xlsx",
        "Tindak Lanjut",
        "7",
    )
    assert "Isi dengan 1, 2, 3, atau 4" in told["Alasan tidak dipakai"]
    assert "1 isian auditor tidak dipakai" in texts(book["Tindak Lanjut"])


def test_a_decisions_sheet_explains_a_finding_at_once_and_a_refusal_undoes_it(office: Office, tmp_path: Path) -> None:
    fill(office.inbox, "2024-10", codes={3: "??"})
    first = office.audit(VILLAGE, "2024-10", FIRST)
    group = group_of(first, "D09")

    def told(kind: str, day: date) -> bytes:
        row = [1, kind, group, None, None, None, None, None, "Salah ketik", "Sutrisno", "Siti Aminah", day]
        return workbook({"Keputusan": [labels("stated_decisions"), row]})

    accepted, refused = told("Penjelasan diterima", SECOND), told("Penjelasan ditolak", THIRD)
    drops(office, "keputusan.xlsx", lambda path: path.write_bytes(accepted))
    second = office.audit(VILLAGE, "2024-10", SECOND)
    states = second.findings.set_index("rule")["state"]
    assert states["D09"] == "explained"
    book = openpyxl.load_workbook(published(second, tmp_path / "2.xlsx"))
    (shown,) = [row for row in table_rows(book, "Temuan") if row["ID temuan"] == group]
    assert shown["Status"] == "Dijelaskan"
    assert "Salah ketik (Siti Aminah, 12 November 2024; BERLAKU)" in shown["Tanggapan desa (diisi auditor)"]
    (decision,) = table_rows(book, "Keputusan")
    assert (decision["Keadaan"], decision["Diajukan oleh"], decision["Rincian yang terkena"]) == (
        "BERLAKU",
        "Sutrisno",
        1,
    )

    drops(office, "keputusan-2.xlsx", lambda path: path.write_bytes(refused))
    third = office.audit(VILLAGE, "2024-10", THIRD)
    assert third.findings.set_index("rule")["state"]["D09"] == "persisting"
    assert third.results.decisions["status"].tolist() == ["BERLAKU", "DICABUT"]
    assert office.audit(VILLAGE, "2024-10", SECOND).findings["state"].tolist() == second.findings["state"].tolist()
