"""Facts of law as they were corrected: each test names a value that once was wrong."""

from datetime import date

import pytest

from data.catalogue import rules, violations
from data.reference import records

_LAW = (
    "violations", "violation_subjects", "case_routes", "case_stages", "stages", "absence_thresholds", "pledge_duties",
    "handling_clocks",
)  # fmt: skip
_PARTLY_OWN = ("limits", "deadlines", "calendar", "package_routes", "rules")
_CHECKED = {"law_text", "press", "unverified"}
_LAW_WORDS = ("UU ", "PP ", "Perpres", "Peraturan BPK", "Keppres")


@pytest.mark.parametrize("name", _LAW)
def test_every_fact_of_law_has_a_source_and_says_how_it_was_checked(name: str) -> None:
    for row in records(name):
        assert row["source"]
        assert row["verified"] in _CHECKED


@pytest.mark.parametrize("name", _PARTLY_OWN)
def test_beside_our_own_numbers_those_of_law_say_how_they_were_checked(name: str) -> None:
    for row in records(name):
        source = row.get("source") or row.get("source_id") or row["basis"]
        assert row["verified"] in _CHECKED | {"own"}
        if source.partition(": ")[2].startswith(_LAW_WORDS) or source.startswith(_LAW_WORDS):
            assert row["verified"] != "own", source
    assert {row["verified"] for row in records(name)} - {"own"} or name == "deadlines"


@pytest.mark.parametrize(
    "name",
    [
        "violations", "violation_subjects", "case_routes", "absence_thresholds", "pledge_duties", "handling_clocks",
        "case_stages", "limits",
    ],
)  # fmt: skip
def test_a_law_that_changed_says_since_and_until_when(name: str) -> None:
    for row in records(name):
        since, until = (date.fromisoformat(row[end]) if row[end] else None for end in ("valid_from", "valid_until"))
        assert since is None or until is None or since <= until


def test_a_basis_names_laws_and_never_our_own_files() -> None:
    assert not [rule.code for rule in rules().values() if ".csv" in rule.basis or "kolom" in rule.basis]
    assert not [row["source"] for row in records("package_routes") if ".csv" in row["source_id"]]
    assert not [row for row in records("package_routes") if "belum dicocokkan" in row["source_id"]]
    assert {rule.verified for rule in rules().values()} <= _CHECKED | {"own"}


def test_nobody_signs_for_a_product_or_a_newspaper() -> None:
    """The inspectorate's papers cite laws and its own rules; who told us of a law stands where nothing is printed."""
    texts = [rule.basis + rule.criterion_id for rule in rules().values()]
    texts += [row["word_id"] for row in records("workbook_marks")] + [row["source"] for row in records("limits")]
    texts += [str(text) for row in records("workbook_sheets") for text in row.values()]
    assert not [text for text in texts if "produk" in text]
    assert not [rule.code for rule in rules().values() if "menurut berita" in rule.basis + rule.criterion_id]


@pytest.mark.parametrize(
    "name", ["case_stages", "case_routes", "handling_clocks", "pledge_duties", "absence_thresholds"]
)
def test_a_printed_basis_is_a_citation_alone(name: str) -> None:
    """Who told it, where it was read and what is not certain stand in source and verified: nobody signs for them."""
    remarks = ("menurut", "belum ", "praktik", ".com", ".id", ".co")
    assert not [row["basis"] for row in records(name) if any(word in row["basis"] for word in remarks)]


def _law(code: str, category: str) -> str:
    """Return everything that the catalogue says of the law for a person of this category."""
    entry = violations()[code]
    sanction = entry.sanction_basis_pppk if category == "PPPK" else entry.sanction_basis
    return f"{entry.prohibition(category)}; {sanction}"


def test_nothing_about_a_pppk_rests_on_rules_for_pns_alone() -> None:
    """PP 42/2004 and PP 94/2021 define PNS; the discipline of a PPPK is PP 49/2018 art. 51–53."""
    own = [row["code"] for row in records("violation_subjects") if row["category"] == "PPPK"]
    assert len(own) > 20
    for code in own:
        basis = _law(code, "PPPK")
        if code != "P-01":
            assert "PP Nomor 49 Tahun 2018" in basis
        assert "PP Nomor 94 Tahun 2021" not in basis
        assert "PP Nomor 42 Tahun 2004" not in basis
    assert "PP Nomor 94 Tahun 2021 Pasal 14 huruf i" in _law("D-01", "PNS")


def test_taking_part_in_a_campaign_has_no_tier() -> None:
    """PP 94/2021 art. 13 g names only n.2 and art. 14 i only n.3 to n.7; a medium sanction was told for n.1."""
    assert violations()["K-01"].sanction_tier == "TIDAK_DITETAPKAN"
    assert "Pasal 13" not in violations()["K-01"].sanction_basis
    assert violations()["K-02"].sanction_basis == "PP Nomor 94 Tahun 2021 Pasal 13 huruf g"


def test_party_membership_rests_on_the_law_in_force() -> None:
    """UU 5/2014 was repealed by UU 20/2023 art. 76."""
    assert "UU Nomor 20 Tahun 2023 Pasal 52" in _law("D-05", "PNS")
    assert "PP Nomor 49 Tahun 2018 Pasal 53 ayat (3) huruf c" in _law("D-05", "PPPK")
    assert not [entry.code for entry in violations().values() if "UU Nomor 5 Tahun 2014" in _law(entry.code, "PNS")]


@pytest.mark.parametrize(
    ("code", "subjects", "article"),
    [
        ("D-13", "ASN", "Lampiran II huruf B angka 13"),
        ("V-06", "BPD", "Pasal 64 huruf h dan c"),
        ("V-07", "PERANGKAT", "Pasal 51 huruf b dan c"),
    ],
)
def test_codes_that_were_missing(code: str, subjects: str, article: str) -> None:
    entry = violations()[code]
    assert (entry.subjects, entry.phase) == (subjects, "SEMUA")
    assert article in entry.prohibition(subjects)


def test_numbers_of_the_election_and_of_office_hours() -> None:
    stages = {row["stage"]: (row["from_date"], row["until_date"]) for row in records("stages")}
    assert stages["REKAPITULASI"] == ("2024-11-27", "2024-12-16")
    assert stages["NOMOR_URUT"] == ("2024-09-23", "2024-09-23")
    assert stages["PENDAFTARAN"] == ("2024-08-27", "2024-08-29")
    thresholds = {(row["category"], row["days"]) for row in records("absence_thresholds") if row["in_a_row"] == "yes"}
    assert thresholds == {("PNS", "10"), ("KADES", "30"), ("PERANGKAT", "60")}


def test_labels_say_what_the_law_says() -> None:
    words = {(row["mark"], row["value"]): row["word_id"] for row in records("workbook_marks")}
    assert words["violation_category", "PASLON"] == "Pelibatan oleh pasangan calon"
    assert words["violation_category", "DISIPLIN"] == "Disiplin ASN"


@pytest.mark.parametrize("file", ["rules", "causes", "sentences"])
def test_no_sentence_says_that_somebody_lied_or_reached_a_punishment(file: str) -> None:
    texts = [text for row in records(file) for name, text in row.items() if name == "id" or name.endswith("_id")]
    assert not [text for text in texts if "padahal" in text or "ambang hukuman" in text or "sengaja" in text]
    assert not [text for text in texts if "mangkir" in text.lower()]
