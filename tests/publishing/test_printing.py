"""On paper: how many pages a regency's workbook takes, and that none of them lies there without its heading."""

from pathlib import Path

import openpyxl
import pytest

from data.sentences import text
from data.workbook import column_plans, sheet_plans
from tasks.publishing.workbook.audit_workbook import write_audit_workbook
from tasks.publishing.workbook.sheet import HEADING_ROW
from tasks.scoring.results import Results
from tests.publishing.paper import printed_pages
from tests.publishing.synthetic import facts_for, tables_for

REGENCY = "35.03"
MOST_PAGES = 154  # half of what the sample's workbook took on 28 November 2026
FINDINGS = 600
PERSONS = 40
ONE_TABLE = ("groups", "follow_up", "answers", "missing", "coincidences", "districts")
"""Sheets of one table whose headings stand over every page."""

SEVERAL_TABLES = {
    "control": ("balance", "refusals", "tps_alone", "rule_results"),
    "legal": ("legal_rules", "legal_facts", "legal_violations"),
}
"""Sheets of several tables, with the blocks of those that are printed."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the workbook of a regency with as many findings as the sample."""
    facts = facts_for(REGENCY)
    path, tables = tmp_path_factory.mktemp("print") / "audit.xlsx", tables_for(REGENCY, findings=FINDINGS)
    about_persons = tables["findings"].query("subject.notna()").index[:PERSONS]
    tables["findings"].loc[about_persons, "rule"] = "N07"
    write_audit_workbook(facts, facts.scope.area, Results(**tables), path)
    return path


@pytest.fixture(scope="module")
def pages(book: Path, soffice: str, pdftotext: str) -> list[str]:
    """Return the text of every printed page."""
    return printed_pages(soffice, pdftotext, book)


def _of_sheet(pages: list[str], title: str) -> list[str]:
    """Return the pages whose footer names the sheet."""
    return [page for page in pages if f"  {title}  " in page.rstrip().rsplit("\n", 1)[-1]]


def test_a_regencys_workbook_takes_at_most_half_of_the_paper_that_it_took(pages: list[str]) -> None:
    assert len(pages) <= MOST_PAGES
    assert sum(len(_of_sheet(pages, plan.title)) for plan in sheet_plans()) == len(pages), "each page names its sheet"


@pytest.mark.parametrize("sheet", ONE_TABLE)
def test_every_page_has_the_headings_of_all_printed_columns(pages: list[str], sheet: str) -> None:
    (plan,) = (plan for plan in sheet_plans() if plan.sheet == sheet)
    columns = column_plans(sheet, "id")[: plan.printed_columns]
    first_words = {column.heading.split()[0] for column in columns if not column.folded}
    own = _of_sheet(pages, plan.title)
    assert own
    for page in own:
        assert first_words <= set(page.split()), "one page's width, and no page without a heading"


@pytest.mark.parametrize("sheet", SEVERAL_TABLES)
def test_every_page_of_several_tables_has_the_headings_of_one(pages: list[str], sheet: str) -> None:
    (plan,) = (plan for plan in sheet_plans() if plan.sheet == sheet)
    headings = [{column.heading.split()[0] for column in column_plans(block, "id")} for block in SEVERAL_TABLES[sheet]]
    own = _of_sheet(pages, plan.title)
    assert len(own) > 1
    for page in own:
        assert any(first_words <= set(page.split()) for first_words in headings), page[:400]


@pytest.mark.parametrize(
    "sheet", [plan.sheet for plan in sheet_plans() if plan.pages_wide > 1 and not plan.printed_rows]
)
def test_a_right_hand_page_names_its_rows(pages: list[str], sheet: str) -> None:
    (plan,) = (plan for plan in sheet_plans() if plan.sheet == sheet)
    own = _of_sheet(pages, plan.title)
    assert len(own) > 1
    for page in own:
        assert "Desa/kelurahan" in page.split(), page[:400]


def test_a_finding_lies_on_one_pages_width_without_the_bookkeeping(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    for title, last in (("Temuan", "Tingkat"), ("Tindak Lanjut", "Beda verifikator")):
        sheet = workbook[title]
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        first, _, end = sheet.print_area.rpartition("!")[-1].replace("$", "").partition(":")
        assert first == "A1"
        assert sheet[f"{end.rstrip('0123456789')}{HEADING_ROW}"].value == last
        assert int(end.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) == sheet.max_row
        headings = [cell.value for cell in sheet[HEADING_ROW]]
        assert headings.index("ID temuan") > headings.index(last), "our own numbers stay on the screen"


def test_a_sheet_without_rows_is_not_printed(tmp_path: Path, soffice: str, pdftotext: str) -> None:
    facts = facts_for("35.03.01")
    path = tmp_path / "audit.xlsx"
    write_audit_workbook(facts, facts.scope.area, Results(**tables_for("35.03.01", findings=0)), path)
    workbook = openpyxl.load_workbook(path)
    no_rows = text("no_rows", "id")
    empty = {
        sheet.title for sheet in workbook if any(no_rows in str(cell.value) for row in sheet["A1:A5"] for cell in row)
    }
    assert {"Hak Jawab", "Keputusan"} <= empty
    pages = printed_pages(soffice, pdftotext, path)
    printed = {plan.title for plan in sheet_plans() if _of_sheet(pages, plan.title)}
    assert printed == {plan.title for plan in sheet_plans()} - empty
