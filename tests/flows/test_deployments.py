"""The deployments: names, schedules and forms as a real server knows them, and what each flow does."""

import csv
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from getpass import getuser
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from data.reference import records
from tasks.ledger.decisions import decisions_until
from tasks.ledger.engine import ledger_url, open_ledger, opened_ledger
from tests.builders import VILLAGE
from tests.flows.conftest import netralitas
from tests.ledger.naming_persons import add_audit, finding
from tests.ledger.returns import fill
from tests.publishing.audited import content, filled_template, send

pytestmark = pytest.mark.process

WAIVER = {
    "jenis": "WAIVER",
    "aturan": "D10",
    "desa": f"{VILLAGE} Besuki",
    "bulan": "2024-10",
    "berlaku_sampai": "2030-12-31",
    "alasan": "Kantor banjir",
    "pemohon": "Sutrisno",
    "penyetuju": "Siti Aminah",
}


@dataclass(frozen=True)
class Office:
    """An installation whose server answers."""

    home: Path
    inbox: Path
    server: dict[str, str]

    def run(self, flow: str, **parameters: object) -> Any:
        done = self.attempt(flow, **parameters)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def attempt(self, flow: str, **parameters: object) -> "subprocess.CompletedProcess[str]":
        own = {"NETRALITAS_HOME": str(self.home), "NETRALITAS_INBOX": str(self.inbox), "NETRALITAS_AREA": "35.03"}
        return subprocess.run(
            [sys.executable, "-m", "tests.flows.running", flow, json.dumps(parameters)],
            env=os.environ | own | self.server,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )


@pytest.fixture
def office(tmp_path: Path, server_settings: dict[str, str]) -> Office:
    inbox = tmp_path / "inbox"
    fill(inbox, "2024-10", codes={3: ""})
    return Office(tmp_path / "home", inbox, server_settings)


def test_every_deployment_is_registered_as_deployments_csv_says(office: Office) -> None:
    offered = {entry["name"]: entry for entry in office.run("deployments")}
    plans = {row["name"]: row for row in records("deployments")}
    assert list(offered) == list(plans)
    for name, entry in offered.items():
        assert entry["enforced"]
        assert entry["entrypoint"].startswith("flows.")
        assert entry["schedules"] == [plans[name]["cron"]][: bool(plans[name]["cron"])]
        assert entry["fields"]["required"] == []
        assert all(field.get("description") for field in entry["fields"]["properties"].values()), name
    areas = offered["Audit bulanan"]["fields"]["properties"]["wilayah"]["enum"]
    assert len(areas) == 15
    assert "35.03.01 Panggul" in areas


def test_a_decision_is_recorded_and_one_that_cannot_be_is_refused(office: Office) -> None:
    assert "D10" in office.run("putuskan", **WAIVER)
    assert "sudah tercatat" in office.run("putuskan", **WAIVER)
    hidden = office.attempt("putuskan", **WAIVER | {"pemohon": "Siti 19700315 200112 1 003"})
    assert hidden.returncode != 0
    assert "Jangan menulis NIP" in hidden.stderr
    refused = office.attempt("putuskan", **WAIVER | {"penyetuju": "sutrisno"})
    assert refused.returncode != 0
    assert "UsageError" in refused.stderr


def test_whom_an_audit_names_is_asked_by_a_page_for_inspectors_alone(office: Office) -> None:
    nobody = office.attempt("klarifikasi", bulan="2024-10", semua=True)
    assert nobody.returncode != 0
    assert "tidak menyebut orang yang dapat dimintai klarifikasi" in nobody.stderr
    engine = open_ledger(ledger_url(office.home))
    with engine.begin() as connection:
        add_audit(connection, 1, [finding(1), finding(2, subject="Bambang (NIK …0002)")])
    engine.dispose()
    assert office.run("klarifikasi", bulan="2024-10", desa=f"{VILLAGE} Besuki").startswith("2 permintaan klarifikasi")
    pages = list((office.home / "klarifikasi" / "2024-10" / "35.03").iterdir())
    assert len(pages) == 2
    assert {page.suffix for page in pages} == {".xlsx"}


def test_numbers_in_full_need_a_reason_and_lie_where_inspectors_alone_read(office: Office) -> None:
    send(office.inbox, "hadir.xlsx", content(filled_template(office.inbox.parent)))
    arguments = ["audit", "--area", "35.03.01", "--inbox", str(office.inbox), "--as-of", "2024-11-06", "--jobs", "1"]
    made = netralitas(*arguments, "--packages", home=office.home, **office.server)
    assert made.code == 0, made.stderr
    asked: dict[str, object] = {"bulan": "2024-10", "desa": f"{VILLAGE} Besuki", "wilayah": "35.03.01 Panggul"}
    assert "Alasan kosong" in office.attempt("nomor-lengkap", **asked).stderr
    assert not (office.home / "paket").exists()
    told = office.run("nomor-lengkap", **asked, alasan="Diminta BKN")
    path = office.home / "paket" / "2024-10" / "35.03.01" / "paket-BKN-35.03.01-2024-10.xlsx"
    assert str(path) in told
    cells = [cell.value for row in openpyxl.load_workbook(path)["Dugaan"].iter_rows() for cell in row]
    assert "Bambang Wijayanto (197003152001121003)" in cells
    with opened_ledger(office.home) as ledger, ledger.connect() as connection:
        rows = decisions_until(connection, date.max)
    (row,) = rows[rows["kind"] == "DISCLOSURE"].to_dict("records")
    assert (row["origin"], row["village_code"], row["requested_by"]) == ("ui", VILLAGE, getuser())


def test_an_approved_audit_is_kept_and_the_next_one_is_a_revision(office: Office) -> None:
    arguments = ["audit", "--area", "35.03.01", "--inbox", str(office.inbox), "--as-of", "2024-11-06", "--jobs", "1"]
    first = netralitas(*arguments, home=office.home, **office.server)
    assert first.code == 0, first.stderr
    folder = Path(first.result["workbook"]).parent
    content = (folder / "audit.json").read_bytes()
    said: dict[str, object] = {"wilayah": "35.03.01 Panggul", "bulan": "2024-10", "nama_inspektur": "Siti Aminah"}
    said |= {"pernyataan": "Saya mengesahkan.", "sidik": hashlib.sha256(content).hexdigest()}
    assert office.attempt("sahkan", **said | {"sidik": "0" * 64}).returncode != 0
    findings = folder / "data" / "findings.csv"
    told = findings.read_bytes()
    findings.write_bytes(told + b"x")
    assert "tidak dapat disahkan" in office.attempt("sahkan", **said).stderr
    findings.write_bytes(told)
    assert "disahkan" in office.run("sahkan", **said)
    assert json.loads((folder / "pengesahan.json").read_text(encoding="utf-8"))["inspector"] == "Siti Aminah"

    fill(office.inbox, "2024-10", codes={3: "TK"})
    later = netralitas(*arguments[:-4], "--as-of", "2024-11-08", "--jobs", "1", home=office.home, **office.server)
    assert later.code == 0, later.stderr
    kept = folder.with_name("35.03.01-disahkan-1")
    assert (kept / "audit.json").read_bytes() == content
    assert (folder / "audit.json").read_bytes() != content
    assert not (folder / "pengesahan.json").exists()


def test_forms_are_shared_once_and_never_over_what_is_there(office: Office) -> None:
    told = office.run("bagikan-formulir", bulan="2024-12", wilayah="35.03.01 Panggul")
    assert told.startswith("1 formulir")
    listed = office.run("daftar-belum-masuk", bulan="2024-12", wilayah="35.03.01 Panggul")
    assert listed.startswith("17 desa"), "a blank form is no return"
    [form] = (office.inbox / f"{VILLAGE} Besuki").glob("formulir-*")
    form.write_bytes(b"terisi")
    assert office.run("bagikan-formulir", bulan="2024-12", wilayah="35.03.01 Panggul").startswith("0 formulir")
    assert form.read_bytes() == b"terisi"


def test_who_owes_what_is_listed_with_a_message(office: Office) -> None:
    told = office.run("daftar-belum-masuk", bulan="2024-10", wilayah="35.03.01 Panggul")
    assert told.startswith("17 desa")
    path = office.home / "belum-masuk" / "belum-masuk-35.03.01-2024-10.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = {row["village_code"]: row for row in csv.DictReader(lines)}
    assert "Daftar Hadir" not in rows[VILLAGE]["forms"]
    assert "5 November 2024" in rows[VILLAGE]["message"]
    assert "Daftar Hadir" in rows["35.03.01.2002"]["forms"]


def test_a_village_that_was_given_more_time_is_not_reminded(office: Office) -> None:
    extension = {"jenis": "EXTENSION", "desa": f"{VILLAGE} Besuki", "batas_baru": "2030-12-31", "aturan": ""}
    office.run("putuskan", **WAIVER | extension | {"berlaku_sampai": ""})
    told = office.run("daftar-belum-masuk", bulan="2024-10", wilayah="35.03.01 Panggul")
    assert told.startswith("16 desa")


def test_cleaning_takes_drafts_and_leaves_evidence(office: Office) -> None:
    audits = office.home / "audits" / "2024-10"
    for name in (".35.03-abc", "35.03"):
        (audits / name).mkdir(parents=True)
        os.utime(audits / name, (1, 1))
    assert "1 draf" in office.run("bersihkan")
    assert [entry.name for entry in audits.iterdir()] == ["35.03"]
