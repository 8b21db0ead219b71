"""Partners' files: published as stations, answered in the body's own folder, and unseen by every village."""

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from data.register import villages_in
from tasks.findings.masked_text import masked_tables
from tasks.publishing.publishing import publish
from tasks.publishing.replies.partner_replies import write_partner_receipts
from tasks.publishing.replies.replies import write_receipts
from tasks.publishing.replies.village_replies import deliver_replies
from tests.builders import workbook
from tests.publishing.audited import Audited, audit, content, filled_template, send
from tests.publishing.reading_back import table_rows

DISTRICT = "35.03.01"
BESUKI, SECOND = villages_in(DISTRICT)["code"].head(2)
KPU = [
    ["DAFTAR TPS"],
    ["Kode Desa/Kelurahan", "TPS", "DPT", "Khusus"],
    [BESUKI, 1, 401, "TIDAK"],
    [BESUKI, 2, 402, "YA"],
    [SECOND, 1, 403, "TIDAK"],
]
POLRI = [
    ["Kode Desa/Kelurahan", "TPS", "Klasifikasi", "Pola Pengamanan", "Personel Polri"],
    [BESUKI, "TPS 1-2", "RAWAN", "2-1-2", 4],
    [SECOND, 9, "SANGAT RAWAN", "2-16-32", 2],
    ["35.03.01.9999", 1, "RAWAN", None, None],
    [SECOND, 1, "MERAH", None, None],
]
TNI = [["Kode Desa", "TPS", "Klasifikasi"], [BESUKI, 1, "SANGAT RAWAN"]]


def put(path: Path, sent: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(sent)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Audited]:
    """An inbox with one village's return and the files of three bodies, audited."""
    folder = tmp_path_factory.mktemp("partners")
    inbox = folder / "inbox"
    send(inbox, "kiriman.xlsx", content(filled_template(folder)))
    for body, rows in (("KPU", KPU), ("POLRI", POLRI), ("TNI", TNI)):
        put(inbox / "_mitra" / body / "berkas tps.xlsx", workbook({"TPS": rows}))
    put(inbox / "_mitra" / "TNI" / "peta.pdf", b"%PDF-1.7 peta")
    return folder, audit(inbox, folder / "home", DISTRICT)


@pytest.fixture(scope="module")
def published(house: tuple[Path, Audited]) -> Path:
    folder, audited = house
    return publish(folder / "out", audited.facts, audited.results, jobs=1)


@pytest.fixture(scope="module")
def replied(house: tuple[Path, Audited]) -> Path:
    """Return the inbox with every reply delivered."""
    folder, audited = house
    write_receipts(folder / "balasan", audited.facts, audited.results)
    write_partner_receipts(folder / "balasan", audited.facts, masked_tables(audited.results))
    inbox, facts = folder / "inbox", audited.facts
    deliver_replies(folder / "balasan", folder / "home", inbox, facts, audited.returns, audited.results, 1)
    return inbox


def texts(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)


def stations(published: Path) -> dict[tuple[str, str], dict[str, Any]]:
    with (published.parent / "data" / "tps.csv").open(encoding="utf-8", newline="") as lines:
        return {(row["village_code"], row["tps"]): row for row in csv.DictReader(lines)}


def test_the_worst_class_counts_and_each_bodys_is_told(published: Path) -> None:
    row = stations(published)[BESUKI, "1"]
    assert (row["class"], row["class_source"]) == ("SANGAT RAWAN", "TNI: SANGAT RAWAN; POLRI: RAWAN")
    assert (row["voters"], row["special"], row["lists"]) == ("401", "TIDAK", "KPU; POLRI; TNI")
    assert (row["file"], row["cell"]) == ("_mitra/TNI/berkas tps.xlsx", "C2")


def test_every_station_of_any_list_is_there_and_an_unknown_class_is_none(published: Path) -> None:
    found = stations(published)
    assert sorted(found) == [(BESUKI, "1"), (BESUKI, "2"), (SECOND, "1"), (SECOND, "9")]
    assert found[SECOND, "1"]["class"] == ""


def test_the_sheet_counts_by_village_and_asks_what_the_pattern_asks(published: Path) -> None:
    book = openpyxl.load_workbook(published)
    besuki, second = table_rows(book, "TPS")
    assert (besuki["SANGAT RAWAN"], besuki["RAWAN"], besuki["Klasifikasi berbeda"], besuki["TPS khusus"]) == (
        1,
        1,
        1,
        1,
    )
    assert (second["Polri"], second["Polri menurut pola"], second["Belum diklasifikasi"]) == (2, 1, 1)
    assert len(table_rows(book, "RincianTPS")) == 4


def test_the_books_name_stations_of_one_list_and_no_row_is_lost(published: Path) -> None:
    book = openpyxl.load_workbook(published)
    assert [(row["TPS"], row["Hanya dalam berkas"]) for row in table_rows(book, "KontrolTPS")] == [(9, "POLRI")]
    (line,) = (row for row in table_rows(book, "KontrolPembukuan") if row["Butir"].startswith("Baris berkas mitra"))
    assert (line["Jumlah menurut sumber"], line["Jumlah menurut laporan"]) == (8, 8)
    assert line["Rincian"].startswith("7 dihitung, 0 ") and line["Rincian"].endswith("1 belum jelas")


def test_a_body_is_told_its_own_faults_with_their_cells(replied: Path) -> None:
    own = replied / "_mitra" / "POLRI" / "balasan"
    assert sorted(path.name for path in own.iterdir()) == ["STATUS.xlsx", "berkas tps-balasan.xlsx"]
    marked = openpyxl.load_workbook(own / "berkas tps-balasan.xlsx")
    assert {cell.coordinate for row in marked["TPS"].iter_rows() for cell in row if cell.comment} == {"A4", "C5"}
    assert "Klasifikasi MERAH" in texts(own / "STATUS.xlsx")
    assert "PDF" in texts(replied / "_mitra" / "TNI" / "balasan" / "STATUS.xlsx")


def test_a_reply_is_never_read_as_a_submission(house: tuple[Path, Audited], replied: Path) -> None:
    again = audit(replied, house[0] / "home", DISTRICT)
    assert set(again.results.files["file"]) == set(house[1].results.files["file"])


def test_no_village_learns_what_a_partner_said(house: tuple[Path, Audited], replied: Path) -> None:
    secrets = ("_mitra", "berkas tps", "POLRI", "TNI", "SANGAT RAWAN: ", "MERAH", "TPS 9")
    own = [*replied.glob("35.*/balasan/*.xlsx"), *(house[0] / "balasan").glob("35.*.xlsx")]
    assert own
    told = {path: texts(path) for path in own}
    assert [(path.name, secret) for path, text in told.items() for secret in secrets if secret in text] == []


def test_a_partners_fault_is_in_no_villages_counts(house: tuple[Path, Audited]) -> None:
    results = house[1].results
    partners = results.findings[results.findings["body"].notna()]
    assert set(partners["rule"]) == {"M01", "M04", "S03"}
    assert partners["village_code"].isna().all()


def test_a_month_without_partners_has_neither_the_table_nor_the_sheet(tmp_path: Path) -> None:
    send(tmp_path / "inbox", "kiriman.xlsx", content(filled_template(tmp_path)))
    audited = audit(tmp_path / "inbox", tmp_path / "home", DISTRICT)
    book = publish(tmp_path / "out", audited.facts, audited.results, jobs=1)
    assert not (book.parent / "data" / "tps.csv").exists()
    assert "TPS" not in openpyxl.load_workbook(book).sheetnames
    reasons = audited.results.results.set_index("rule")["reason"]
    assert reasons["M01"] == "Tidak ada baris TPS dari mitra."
