"""``--lang en``: the workbook and the packages of a whole sample audit, without a word of Indonesian of our own."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from data.reference import records
from data.workbook import column_plans
from tasks.findings.masked_text import masked_tables
from tasks.publishing.packages.packages import write_packages
from tasks.publishing.workbook.audit_workbook import write_audit_workbook
from tests.builders import identity_rows, labels, workbook
from tests.conftest import DISTRICT
from tests.publishing.audited import audit, send

pytestmark = pytest.mark.process

_INDONESIAN = re.compile(
    r"\b(yang|dan|atau|tidak|untuk|dari|belum|sudah|dengan|oleh|karena|setiap|adalah|menurut|lebih|pada hari|bila|"
    r"desa lain|temuan|berkas|formulir ini|kolom|jumlah|tanggal|alasan|orang|hari kerja|diterima|dihitung|"
    r"januari|februari|maret|mei|juni|juli|agustus|oktober|desember)\b",
)
_OTHER = [labels("activities"), [1, date(2024, 8, 10), "RAKOR", "Sutrisno", None, None, "YA", None, "YA"]]

_CODE = re.compile(r"\b[A-Z]{2,}\b")
"""Words of codes, statuses and grades, which stay."""

_QUOTED = {
    "name", "subject", "position", "place", "location", "description", "prevention", "responsible",
    "prevention_status", "file", "file_before", "sheet", "cell", "value", "before", "after", "field", "evidence",
    "represented_by", "basis", "prohibition_basis", "sanction_basis", "violation", "subjects", "channel", "term_id",
    "forwarded_to", "village", "source", "village_name", "line", "competent",
}  # fmt: skip
"""Fields that hold names, what a village wrote, or legal texts, which are quoted in their own language."""


@pytest.fixture(scope="module")
def books(sample_inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Workbook]]:
    folder = tmp_path_factory.mktemp("english")
    found = audit(sample_inbox, folder / "home", DISTRICT, "en")
    tables = masked_tables(found.results)
    write_audit_workbook(found.facts, found.facts.scope.area, tables, folder / "audit.xlsx")
    write_packages(folder / "paket", found.facts, tables)
    paths = [folder / "audit.xlsx", *sorted((folder / "paket").glob("*.xlsx"))]
    yield {path.name: openpyxl.load_workbook(path) for path in paths}


def _quoted_headings() -> set[str]:
    blocks = {row["block"] for row in records("workbook_columns")}
    quoted = {plan.heading for block in blocks for plan in column_plans(block, "en") if plan.field in _QUOTED}
    return quoted | {plan.heading for plan in column_plans("legal_violations", "en")}


def _texts(book: Workbook) -> Iterator[tuple[str, str]]:
    quoted, titles = _quoted_headings(), set(book.sheetnames)
    for sheet in book.worksheets:
        skipped = set()
        for table in sheet.tables.values():
            headings, *rows = sheet[table.ref]
            for position, heading in enumerate(headings):
                if heading.value in quoted:
                    skipped |= {row[position].coordinate for row in rows}
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.coordinate not in skipped and cell.value not in titles:
                    yield f"{sheet.title}!{cell.coordinate}", cell.value


def test_no_indonesian_of_ours_is_left(books: dict[str, Workbook]) -> None:
    titles = {title for book in books.values() for title in book.sheetnames}
    titles |= {row["basis"] for row in records("case_stages")}  # legal sources are quoted
    titles |= {row["label_id"] for row in records("forms")} | {row["label"] for row in records("columns")}
    names = re.compile("|".join(re.escape(title) for title in sorted(titles, key=len, reverse=True)))
    left = [
        f"{name} {place}: {text}"
        for name, book in books.items()
        for place, text in _texts(book)
        if _INDONESIAN.search(_CODE.sub("", names.sub("", text)).casefold())
    ]
    assert left == []


def test_the_indonesian_words_are_found_in_an_indonesian_book() -> None:
    assert _INDONESIAN.search("sampai tanggal itu formulir belum diterima.")


@pytest.mark.parametrize(
    ("language", "month", "other"), [("en", "October 2024", "August 2024"), ("id", "Oktober 2024", "Agustus 2024")]
)
def test_months_are_named_in_the_audits_language(tmp_path: Path, language: str, month: str, other: str) -> None:
    """The audited month on every cover, and the month of a sheet that turned out to be for another one."""
    stated = identity_rows(Periode="2024-08")
    send(
        tmp_path / "inbox",
        "agustus.xlsx",
        workbook({"Identitas": stated, "Rakor": [["Rakor dan Ikrar Agustus 2024"], *_OTHER]}),
    )
    found = audit(tmp_path / "inbox", tmp_path / "home", DISTRICT, language)
    tables = masked_tables(found.results)
    write_audit_workbook(found.facts, found.facts.scope.area, tables, tmp_path / "audit.xlsx")
    write_packages(tmp_path / "paket", found.facts, tables)
    for path in (tmp_path / "audit.xlsx", *(tmp_path / "paket").glob("*.xlsx")):
        texts = [text for _, text in _texts(openpyxl.load_workbook(path))]
        assert month in texts, path.name
    reasons = set(found.results.submissions["reason"].dropna()) | set(found.results.files["reason"].dropna())
    assert any(other in reason for reason in reasons)
