"""Numbers, dates and sentences as Indonesians write them."""

from datetime import date

from data.figures import date_text, decimal_text, month_text
from data.reference import records
from data.sentences import text
from data.workbook import column_plans, marks, sheet_plans
from tasks.publishing.workbook.sheets import WRITERS
from tasks.publishing.workbook.styles import FORMATS


def test_numbers_and_dates() -> None:
    assert (decimal_text(1234.565, 2, "id"), decimal_text(1234.565, 2, "en")) == ("1.234,57", "1,234.57")
    assert (decimal_text(12.5, 0, "id"), decimal_text(0.5, 1, "id")) == ("13", "0,5")
    assert (date_text(date(2024, 8, 6), "id"), date_text(date(2024, 8, 6), "en")) == ("6 Agustus 2024", "6 August 2024")
    assert (month_text(date(2024, 10, 1), "id"), month_text(date(2024, 10, 1), "en")) == (
        "Oktober 2024",
        "October 2024",
    )
    assert text("glossary_summary", "id", terms=1234) == "1.234 istilah."


def test_every_sheet_has_its_writer() -> None:
    assert [plan.sheet for plan in sheet_plans()] == list(WRITERS)


def test_columns_name_known_formats_and_marks() -> None:
    for block in {row["block"] for row in records("workbook_columns")}:
        for column in column_plans(block, "id"):
            assert column.format in FORMATS
            assert column.mark in {"", "band"} or marks(column.mark)


def test_verification_of_every_violation_is_worded() -> None:
    words = marks("verification")
    assert {row["verified"] for row in (*records("violations"), *records("rules"))} <= set(words)


def test_glossary_is_sorted_and_whole() -> None:
    terms = [row["term_id"] for row in records("glossary")]
    assert terms == sorted(set(terms), key=str.casefold)
    assert all(row["term_en"] and row["meaning_id"] for row in records("glossary"))
