"""What an inspector does in a browser: start an audit, wait for it, read what it found, take the workbook."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.viewing import download_workbook, keep_pictures, open_deployment

_AUDIT_SECONDS = 120


def test_an_audit_from_its_form_to_its_workbook(inspector: Page, tmp_path: Path) -> None:
    inspector.goto("/v2/deployments")
    expect(inspector.get_by_role("link", name="Sahkan", exact=True)).to_be_visible()
    keep_pictures(inspector, "daftar")
    open_deployment(inspector, "Audit bulanan")
    inspector.get_by_role("button", name="Run", exact=True).click()
    inspector.get_by_role("menuitem", name="Custom run").click()
    inspector.get_by_label("bulan").fill("2024-10")
    inspector.get_by_label("wilayah").click()
    inspector.get_by_role("option", name="35.03.02 Munjungan").click()
    keep_pictures(inspector, "formulir")
    inspector.get_by_role("button", name="Submit").click()
    inspector.get_by_role("link", name="View run").click()

    inspector.wait_for_url("**/flow-run/**")
    expect(inspector.get_by_label("breadcrumb").first).to_contain_text("Audit bulanan 2024-10")
    expect(inspector.get_by_text("Completed", exact=True).first).to_be_visible(timeout=_AUDIT_SECONDS * 1000)
    inspector.get_by_role("tab", name="Logs").click()
    expect(inspector.get_by_text("baris terbaca")).to_be_visible()
    expect(inspector.get_by_text("Finished in state Completed()")).to_have_count(0)  # Prefect's own words hide ours
    keep_pictures(inspector, "log")
    inspector.get_by_role("tab", name="Artifacts").click()
    summary = inspector.get_by_role("link", name="Ringkasan audit")
    expect(summary).to_be_visible()
    keep_pictures(inspector, "run")
    summary.click()
    expect(inspector.get_by_role("heading", name="Audit Kecamatan Munjungan, Oktober 2024")).to_be_visible()
    expect(inspector.get_by_text("11 desa wajib melapor")).to_be_visible()
    keep_pictures(inspector, "ringkasan")
    inspector.get_by_text("SANGAT PATUH").scroll_into_view_if_needed()
    keep_pictures(inspector, "predikat")

    name, sheets = download_workbook(inspector, "Unduh buku audit", tmp_path)
    assert name == "audit-35.03.02-2024-10.xlsx"
    assert {"Ikhtisar", "Temuan"} <= set(sheets)
    inspector.get_by_role("link", name="semua berkas").click()
    expect(inspector.get_by_role("heading", name="Kecamatan Munjungan, Oktober 2024")).to_be_visible()
