"""The download page over audits made by hand, without Prefect's part of the server."""

import json
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import insert

from flows.access.accounts import AccountsFile, Role
from flows.pages import rendering
from flows.server_app import create_server_app
from tasks.ledger.engine import ledger_url, open_ledger
from tasks.ledger.schema import AUDITS
from tasks.storage.file_sha256 import file_sha256
from tests.ledger.rows import an_audit
from tests.serving.asking import PASSWORD, Asker, basic
from tests.serving.published import AREA, FILES, PERIOD, REPLY, WORKBOOK, publish_by_hand

AUDIT = f"/unduh/{PERIOD}/{AREA}/"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    AccountsFile(folder).add("siti", Role.AUDITOR, PASSWORD)
    publish_by_hand(folder / "audits")
    return folder


@pytest.fixture(scope="module")
def visitor(installation: Path) -> Asker:
    return Asker(create_server_app(FastAPI(), installation, open_to_local=False), basic("siti", PASSWORD))


def test_months_lead_to_areas_and_areas_to_files_with_size_and_hash(visitor: Asker, installation: Path) -> None:
    assert "Oktober 2024" in visitor.get("/unduh/").text
    assert AUDIT in visitor.get("/unduh/").text
    text = visitor.get(AUDIT).text
    outputs = json.loads((installation / "audits" / PERIOD / AREA / "audit.json").read_text())["outputs"]
    for name, digest in outputs.items():
        assert f"{AUDIT}berkas/{name}" in text
        assert digest in text
    assert "2,3 kB" in text
    assert "Desa: status, indikator, skor, dan predikat" in text
    assert "Untuk Badan Kepegawaian Negara" in text
    assert "Kecamatan Panggul" in text
    assert "Posisi per 6 November 2024" in text
    assert "Posisi per 6 November 2024" in visitor.get("/unduh/").text
    assert "berubah" not in text


def test_pages_speak_the_language_that_somebody_chooses_and_keep_it_over_links(installation: Path) -> None:
    visitor = Asker(create_server_app(FastAPI(), installation, open_to_local=False), basic("siti", PASSWORD))
    first = visitor.get("/unduh/")
    assert '<html lang="id">' in first.text
    assert 'href="?lang=en"' in first.text
    assert "Oktober 2024" in first.text
    chosen = visitor.get("/unduh/", params={"lang": "en"})
    assert "Oktober" not in chosen.text
    assert "October 2024" in chosen.text
    assert "httponly" in chosen.headers["set-cookie"].lower()
    audit = visitor.get(AUDIT).text
    assert '<html lang="en">' in audit
    assert "October 2024" in audit
    assert "2.3 kB" in audit
    assert "As of 6 November 2024" in audit
    assert "Villages: status, indicators, score and grade" in audit
    assert "National Civil Service Agency" in audit
    found = visitor.get("/unduh/cari", params={"q": "besuki"}).text
    assert "October 2024" in found
    assert 'href="?q=besuki&amp;lang=id"' in found
    assert '<html lang="en">' in visitor.get("/unduh/2024-01/35.03/").text
    assert "Oktober 2024" in visitor.get("/unduh/", params={"lang": "id"}).text
    assert "Oktober 2024" in visitor.get(AUDIT).text


@pytest.mark.parametrize("asked", ["fr", "", "en'><script>"])
def test_a_language_that_pages_do_not_speak_is_indonesian_and_not_kept(installation: Path, asked: str) -> None:
    visitor = Asker(create_server_app(FastAPI(), installation, open_to_local=False), basic("siti", PASSWORD))
    reply = visitor.get("/unduh/", params={"lang": asked})
    assert '<html lang="id">' in reply.text
    assert "set-cookie" not in reply.headers
    assert "<script" not in reply.text


def test_every_page_names_its_language_and_has_no_sentence_of_another() -> None:
    for template in sorted(Path(rendering.__file__).parent.glob("*.html")):
        assert ', "id")' not in template.read_text(encoding="utf-8"), template.name


def test_a_file_comes_with_its_name_type_and_bytes(visitor: Asker) -> None:
    types = {"xlsx": "spreadsheetml.sheet", "csv": "text/csv", "parquet": "parquet"}
    for name, content in FILES.items():
        reply = visitor.get(f"{AUDIT}berkas/{name}")
        assert reply.content == content
        assert reply.headers["content-disposition"] == f'attachment; filename="{Path(name).name}"'
        assert types[name.rpartition(".")[2]] in reply.headers["content-type"]
        assert reply.headers["x-content-type-options"] == "nosniff"


def test_a_broken_download_goes_on_where_it_ended(visitor: Asker) -> None:
    reply = visitor.get(f"{AUDIT}berkas/{WORKBOOK}", headers={"range": "bytes=100-199"})
    assert reply.status_code == 206
    assert reply.content == FILES[WORKBOOK][100:200]
    assert reply.headers["content-range"] == f"bytes 100-199/{len(FILES[WORKBOOK])}"
    assert visitor.get(f"{AUDIT}berkas/{WORKBOOK}", headers={"range": "bytes=9999-"}).status_code == 416


@pytest.mark.parametrize(
    "path",
    [
        "../../../accounts.csv",
        "..%2F..%2F..%2Faccounts.csv",
        "%2e%2e/%2e%2e/%2e%2e/accounts.csv",
        "/etc/passwd",
        "%2Fetc%2Fpasswd",
        "data/../../../../accounts.csv",
        "kecamatan",
        "unrecorded.txt",
    ],
)
def test_nothing_but_what_was_published_leaves_the_folder(visitor: Asker, installation: Path, path: str) -> None:
    (installation / "audits" / PERIOD / AREA / "unrecorded.txt").write_text("draft")
    reply = visitor.get(f"{AUDIT}berkas/{path}")
    assert reply.status_code in {403, 404}
    assert "scrypt" not in reply.text


def test_a_recorded_name_does_not_follow_a_link_out_of_the_audits(
    visitor: Asker, installation: Path, tmp_path: Path
) -> None:
    folder = publish_by_hand(installation / "audits", "2024-08")
    (folder / REPLY).unlink()
    (folder / REPLY).symlink_to(installation / "accounts.csv")
    assert visitor.get(f"/unduh/2024-08/{AREA}/berkas/{REPLY}").status_code == 404
    elsewhere = publish_by_hand(tmp_path, "2024-07")
    (installation / "audits" / "2024-07").symlink_to(elsewhere.parent)
    assert visitor.get(f"/unduh/2024-07/{AREA}/").status_code == 404


def test_a_file_that_has_changed_or_gone_is_said_to_have(visitor: Asker, installation: Path) -> None:
    folder = publish_by_hand(installation / "audits", "2024-09")
    assert "tidak cocok" not in visitor.get(f"/unduh/2024-09/{AREA}/").text
    (folder / WORKBOOK).write_bytes(b"somebody wrote into it")
    (folder / REPLY).unlink()
    text = visitor.get(f"/unduh/2024-09/{AREA}/").text
    assert text.count("SHA-256 tidak cocok") == 1
    assert text.count("tidak ada lagi") == 1
    assert "2 berkas tidak lagi sama" in text
    sent = visitor.get(f"/unduh/2024-09/{AREA}/berkas/{WORKBOOK}")
    assert sent.status_code == 409
    assert "SHA-256 tidak cocok" in sent.text
    assert b"somebody wrote" not in sent.content


def test_an_audit_that_was_changed_together_with_its_record_is_shown_as_such_and_not_sent(tmp_path: Path) -> None:
    """R6: its own hashes agree; only the ledger's tells."""
    AccountsFile(tmp_path).add("siti", Role.AUDITOR, PASSWORD)
    visitor = Asker(create_server_app(FastAPI(), tmp_path, open_to_local=False), basic("siti", PASSWORD))
    folder = publish_by_hand(tmp_path / "audits")
    assert "belum dibandingkan" in visitor.get(AUDIT).text
    assert visitor.get(f"{AUDIT}berkas/{WORKBOOK}").status_code == 200
    ledger = open_ledger(ledger_url(tmp_path))
    with ledger.begin() as connection:
        connection.execute(insert(AUDITS), [an_audit(record_sha256=file_sha256(folder / "audit.json"))])
    ledger.dispose()
    assert "sama dengan yang tercatat" in visitor.get(AUDIT).text
    assert visitor.get(f"{AUDIT}berkas/{WORKBOOK}").status_code == 200
    (folder / WORKBOOK).write_bytes(b"somebody's own figures")
    record = json.loads((folder / "audit.json").read_text())
    record["outputs"][WORKBOOK] = file_sha256(folder / WORKBOOK)
    (folder / "audit.json").write_text(json.dumps(record))
    text = visitor.get(AUDIT).text
    assert "bukan yang tercatat" in text
    assert "sama dengan yang tercatat" not in text
    for name in (WORKBOOK, "audit.json"):
        sent = visitor.get(f"{AUDIT}berkas/{name}")
        assert (sent.status_code, "somebody" in sent.text) == (409, False)
        assert "bukan bagian dari audit yang tercatat" in sent.text


def test_an_unreadable_record_costs_only_its_own_audit(visitor: Asker, installation: Path) -> None:
    (publish_by_hand(installation / "audits", "2024-06") / "audit.json").write_text("{")
    text = visitor.get("/unduh/").text
    assert f"2024-06/{AREA}" in text
    assert AUDIT in text
    assert visitor.get(f"/unduh/2024-06/{AREA}/").status_code == 404


@pytest.mark.parametrize("asked", ["panggul", "35.03.01.2001", "3503012001", "35.03.01"])
def test_a_village_is_found_by_name_or_code(visitor: Asker, asked: str) -> None:
    text = visitor.get("/unduh/cari", params={"q": asked}).text
    if asked != "panggul":
        assert f"{AUDIT}berkas/{REPLY}" in text
    assert f"{AUDIT}berkas/kecamatan/audit-35.03.01-2024-10.xlsx" in text


def test_what_somebody_asks_for_is_shown_as_text(visitor: Asker) -> None:
    text = visitor.get("/unduh/cari", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script" not in text
    assert "Tidak ada desa" in text
    assert "script-src" not in visitor.get("/unduh/").headers["content-security-policy"]


def test_downloads_are_written_down_without_a_password(visitor: Asker, installation: Path) -> None:
    visitor.get(f"{AUDIT}berkas/{WORKBOOK}")
    log = (installation / "logs" / "access.log").read_text()
    last = json.loads(log.splitlines()[-1])
    assert (last["account"], last["action"], last["status"]) == ("siti", "download", 200)
    assert json.loads(log.splitlines()[-2])["status"] == "asked"
    assert last["path"].endswith(WORKBOOK)
    assert PASSWORD not in log
