"""Numbers, dates and sentences as Indonesians write them."""

from datetime import date

import pytest

from data.reference import records
from data.workbook import column_plans, date_text, decimal_text, in_words, marks, sentence, sheet_plans
from tasks.publishing.workbook.sheets import WRITERS
from tasks.publishing.workbook.styles import FORMATS


@pytest.mark.parametrize(
    ("number", "indonesian", "english"),
    [
        (0, "nol", "zero"),
        (11, "sebelas", "eleven"),
        (23, "dua puluh tiga", "twenty three"),
        (100, "seratus", "one hundred"),
        (157, "seratus lima puluh tujuh", "one hundred fifty seven"),
        (1011, "seribu sebelas", "one thousand eleven"),
        (9999, "sembilan ribu sembilan ratus sembilan puluh sembilan", "nine thousand nine hundred ninety nine"),
        (10_000, "10.000", "10.000"),
    ],
)
def test_counts_in_words(number: int, indonesian: str, english: str) -> None:
    assert (in_words(number), in_words(number, "en")) == (indonesian, english)


def test_numbers_and_dates() -> None:
    assert decimal_text(1234.565, 2) == "1.234,57"
    assert date_text(date(2024, 8, 6)) == "6 Agustus 2024"
    assert sentence("glossary_summary", terms=1234) == "1.234 istilah."


def test_every_sheet_has_its_writer() -> None:
    assert [plan.sheet for plan in sheet_plans()] == list(WRITERS)


def test_columns_name_known_formats_and_marks() -> None:
    for block in {row["block"] for row in records("workbook_columns")}:
        for column in column_plans(block):
            assert column.format in FORMATS
            assert column.mark in {"", "band"} or marks(column.mark)


def test_verification_of_every_violation_is_worded() -> None:
    words = marks("verification")
    assert {row["verification"] for row in records("violations")} <= set(words)


def test_glossary_is_sorted_and_whole() -> None:
    terms = [row["term_id"] for row in records("glossary")]
    assert terms == sorted(set(terms), key=str.casefold)
    assert all(row["term_en"] and row["meaning_id"] for row in records("glossary"))
