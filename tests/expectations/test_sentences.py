"""The catalogue's sentences: there in both languages, and every placeholder can be filled."""

import re
from string import Formatter

import pytest

from data.catalogue import Rule, causes, rules, violations
from data.forms import code_list
from data.reference import records
from data.tables import columns
from expectations import CHECKS

BUILT = [check.rule for check in CHECKS]
TEXTS = ("statement", "why", "mend", "not_applied")


@pytest.mark.parametrize("known", BUILT, ids=lambda known: known.code)
def test_a_rule_speaks_both_languages(known: object) -> None:
    for text in TEXTS:
        indonesian, english = getattr(known, f"{text}_id"), getattr(known, f"{text}_en")
        assert indonesian.endswith(".")
        assert english.endswith(".")
        assert indonesian != english


@pytest.mark.parametrize("cause", causes().values(), ids=lambda cause: f"{cause.rule}-{cause.cause}")
def test_a_cause_speaks_both_languages_and_can_be_filled(cause: object) -> None:
    fillable = {"shown", *columns(rules()[cause.rule].table, "judge"), *(row["limit"] for row in records("limits"))}
    assert _named(cause, "statement_id") == _named(cause, "statement_en")
    for text in ("statement_id", "statement_en", "mend_id", "mend_en"):
        sentence = getattr(cause, text)
        assert sentence.endswith(".")
        assert _named(cause, text) <= fillable


ABOUT_A_WHOLE_FILE = {"S03", "S06", "S08", "S10", "S13"}
"""What these say is said of the file itself (S13: of the village), which stands as their evidence."""


@pytest.mark.parametrize("known", BUILT, ids=lambda known: known.code)
def test_a_condition_names_what_it_is_about(known: Rule) -> None:
    """No condition says "the date is unreadable" alone: it names the column, the person, the form or the value."""
    told = [cause for (code, _), cause in causes().items() if code == known.code]
    if known.code in ABOUT_A_WHOLE_FILE:
        return
    assert told, known.code
    assert [cause.cause for cause in told if not _named(cause, "statement_id")] == []
    if "subject" in columns(known.table, "judge") and known.table not in WITHOUT_PERSONS:
        known_by = {"subject", "identifier_shown", "form", "label"}
        assert [cause.cause for cause in told if not known_by & _named(cause, "statement_id")] == []


WITHOUT_PERSONS = {
    "submissions", "files", "worksheets", "sheets", "identities", "nil_statements", "villages", "vulnerabilities",
    "finding_counts", "coincidences", "tps", "partner_cells",
}  # fmt: skip


@pytest.mark.parametrize("known", BUILT, ids=lambda known: known.code)
def test_a_criterion_is_one_sentence_with_its_norm_written_out(known: Rule) -> None:
    for criterion in (known.criterion_id, known.criterion_en):
        assert criterion.endswith(".")
        assert "(" in criterion, "the norm stands in brackets"
        assert not re.search(r"\.csv|\bPs \d|\bPP \d|\bUU \d|\d{4}-\d{2}|[A-Z]+_[A-Z]+|produk ini", criterion)


def test_an_allegation_is_never_called_proven() -> None:
    """The rules of this catalogue speak of cells and files; none says that a person violated anything."""
    sentences = [getattr(known, f"{text}_id") for known in BUILT for text in TEXTS]
    assert not [sentence for sentence in sentences if "melanggar" in sentence or "terbukti" in sentence]


def test_the_subjects_of_violations_are_those_of_the_violation_catalogue() -> None:
    wanted = {
        (violation.code, subject) for violation in violations().values() for subject in violation.subjects.split(";")
    }
    lines = records("violation_subjects")
    assert {(line["code"], line["subject"]) for line in lines} == wanted
    assert {line["category"] for line in lines} <= {entry.code for entry in code_list("category")}
    civil_servants = {line["category"] for line in lines if line["subject"] in ("ASN", "PEJABAT_ASN")}
    assert civil_servants == {"PNS", "PPPK"}
    assert all(line["source"] for line in lines)


def _named(known: object, text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(getattr(known, text)) if name}
