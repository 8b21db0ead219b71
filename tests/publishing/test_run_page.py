"""The page of a run: what it says, and that nothing a village wrote can be markup there."""

import pytest

from tasks.publishing.markdown import plain
from tasks.publishing.run_page import district_rows, download_url, summary
from tasks.scoring.results import Results
from tests.publishing.conftest import Published
from tests.publishing.synthetic import facts_for


@pytest.mark.parametrize(
    "written",
    [
        "[klik](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "a | b | c",
        "`kode` *tebal* _miring_",
        "# judul\n\n- butir",
        "![gambar](http://contoh.invalid/x.png)",
        "http://contoh.invalid",
        "&lt;script&gt;",
    ],
)
def test_what_a_village_wrote_is_no_markup(written: str) -> None:
    shown = plain(written)
    assert not set(shown) & set("[]()<>|`*_!:/\n")
    assert "#" not in shown.replace("&#", "")


def test_words_stay_readable() -> None:
    assert plain("Desa Karangtengah, 2024") == "Desa Karangtengah, 2024"


def test_the_summary_names_counts_rules_and_the_way_to_the_workbook(published: Published) -> None:
    scope = facts_for().scope
    told = summary(Results(**published.tables), scope, published.folder / "audit-35.03.01-2024-10.xlsx", served=True)
    assert "**17** desa wajib melapor: **14** sudah mengirim, **3** belum mengirim apa pun" in told
    assert f"]({download_url(scope, 'audit-35.03.01-2024-10.xlsx')})" in told
    assert "bukan putusan" in told
    commonest = published.tables["findings"]["rule"].value_counts().index[0]
    assert f"- **{commonest}** (" in told


def test_an_audit_elsewhere_is_named_by_its_place(published: Published) -> None:
    workbook = published.folder / "audit-35.03.01-2024-10.xlsx"
    told = summary(Results(**published.tables), facts_for().scope, workbook, served=False)
    assert "/unduh/" not in told
    assert plain(str(workbook)) in told


def test_the_district_matrix_accounts_for_every_village(published: Published) -> None:
    [row] = district_rows(Results(**published.tables), "id")
    statuses = ("LENGKAP", "TERLAMBAT", "PERLU PERBAIKAN", "BELUM MASUK")
    assert sum(int(str(row[status])) for status in statuses) == len(published.tables["villages"])
