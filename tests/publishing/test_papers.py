"""A district's workbook, a body's package, a reply and a form on paper: every page says what it belongs to."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from data.workbook import sheet_plans
from tasks.publishing.publishing import publish
from tasks.publishing.replies.replies import write_receipts
from tasks.scoring.results import Results
from tests.builders import VILLAGE
from tests.publishing.audited import audit, content, filled_template, send, send_register
from tests.publishing.paper import printed_pages
from tests.publishing.synthetic import facts_for, tables_for

Print = Callable[[Path], list[str]]

FORM_PAGE = re.compile(
    "Petunjuk|Kode|Identitas|IDENTITAS|PETA KERAWANAN|Tingkat|NIP/NIK|Kegiatan|Terlapor|Status Penanganan|Variabel"
)
"""A title or a heading of each sheet of a form, one of which stands on every page of it."""


@pytest.fixture
def printed(soffice: str, pdftotext: str) -> Print:
    return lambda book: printed_pages(soffice, pdftotext, book)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an audit with district workbooks and packages."""
    folder = tmp_path_factory.mktemp("papers")
    return publish(folder, facts_for("35.03"), Results(**tables_for("35.03")), jobs=1, packages=True).parent


def test_every_page_of_a_districts_workbook_names_its_sheet(published: Path, printed: Print) -> None:
    (book,) = published.glob("kecamatan/*35.03.01*.xlsx")
    titles = {plan.title for plan in sheet_plans()}
    footers = [page.rstrip().rsplit("\n", 1)[-1] for page in printed(book)]
    assert len(footers) >= len(titles)
    assert [footer for footer in footers if not any(f"  {title}  " in footer for title in titles)] == []


@pytest.mark.parametrize("body", ["BKN", "BAWASLU"])
def test_every_page_of_a_package_names_its_sheet_and_its_cover_its_body(
    published: Path, printed: Print, body: str
) -> None:
    (book,) = published.glob(f"paket/paket-{body}-*.xlsx")
    titles = {plan.title for plan in sheet_plans("package")}
    pages = printed(book)
    assert "PEMERINTAH KABUPATEN TRENGGALEK" in pages[0]
    footers = [page.rstrip().rsplit("\n", 1)[-1] for page in pages]
    assert [footer for footer in footers if not any(f"  {title}  " in footer for title in titles)] == []


def test_a_reply_and_a_form_print_no_page_without_a_heading(tmp_path: Path, printed: Print) -> None:
    book = filled_template(tmp_path)
    book["Daftar Hadir"]["K7"] = "XX"
    send(tmp_path / "inbox", "kiriman.xlsx", content(book))
    send_register(tmp_path / "inbox")
    audited = audit(tmp_path / "inbox", tmp_path / "home")
    write_receipts(tmp_path / "balasan", audited.facts, audited.results, 1)
    reply = printed(tmp_path / "balasan" / f"{VILLAGE}-2024-10.xlsx")
    assert "TANDA TERIMA" in reply[0]
    for page in (*reply[1:], *printed(tmp_path / "formulir.xlsx")):
        assert FORM_PAGE.search(page), page[:400]
