"""What an auditor does in a browser: log in, find and download a workbook, and be refused a run."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.viewing import download_workbook, keep_pictures, log_in, open_deployment
from tests.serving.conftest import Served


def test_a_wrong_password_is_said(page: Page) -> None:
    log_in(page, "si-auditor", "salah")
    expect(page.get_by_role("alert")).to_have_text("Nama akun atau kata sandi salah. Periksa lalu coba lagi.")
    keep_pictures(page, "masuk", whole=True)


def test_the_downloaded_workbook_opens(auditor: Page, tmp_path: Path) -> None:
    auditor.goto("/unduh/")
    keep_pictures(auditor, "unduh", whole=True)
    auditor.get_by_role("link", name="Kecamatan Panggul").click()
    keep_pictures(auditor, "unduh-audit", whole=True)
    name, sheets = download_workbook(auditor, "Buku audit Kecamatan Panggul", tmp_path)
    assert name == "audit-35.03.01-2024-10.xlsx"
    assert {"Ikhtisar", "Temuan"} <= set(sheets)


def test_a_village_is_found(auditor: Page) -> None:
    auditor.goto("/unduh/")
    auditor.get_by_label("Cari desa").fill("besuki")
    auditor.get_by_role("button", name="Cari desa").click()
    expect(auditor.get_by_role("heading", name="Desa Besuki, Kecamatan Panggul")).to_be_visible()
    keep_pictures(auditor, "unduh-cari", whole=True)


def test_a_run_is_refused(auditor: Page, server: Served) -> None:
    open_deployment(auditor, "Audit bulanan")
    auditor.get_by_role("button", name="Run", exact=True).click()
    with auditor.expect_response("**/create_flow_run") as answering:
        auditor.get_by_role("menuitem", name="Quick run").click()
    assert answering.value.status == 403
    expect(auditor.get_by_text("Peran Anda (auditor) tidak boleh melakukan ini.")).to_be_visible()
    keep_pictures(auditor, "ditolak")
    refusals = [line for line in (server.home / "logs" / "access.log").read_text().splitlines() if "403" in line]
    assert any("create_flow_run" in line and "si-auditor" in line for line in refusals)
