"""Kondisi says what, who, when and how many of how many; Rekomendasi says to whom."""

from dataclasses import replace

import pandas as pd
import pytest

from data.catalogue import causes, rules
from data.tables import frame
from tasks.publishing.workbook.conditions import condition
from tasks.publishing.workbook.recommendations import recommendation
from tasks.scoring.results import Results
from tests.publishing.synthetic import tables_for

VILLAGE, KELURAHAN = "35.03.01.2001", "35.03.11.1005"
NAMES = ["Siti Aminah", "Sutrisno", "Joko", "Wiwik", "Rizki"]


@pytest.fixture(scope="module")
def results() -> Results:
    officials = [{"village_code": VILLAGE, "name": name} for name in [*NAMES, "Bambang"]]
    entries = [{"village_code": VILLAGE, "variable": f"V{n}"} for n in range(7)]
    return replace(
        Results(**tables_for("35.03.01")),
        officials=frame("officials", "result", officials),
        vulnerabilities=frame("vulnerabilities", "result", entries),
    )


def _group(rule: str, *rows: dict[str, object]) -> pd.DataFrame:
    common = {"rule": rule, "village_code": VILLAGE, "form": "activities"}
    return frame("findings", "result", [common | row for row in rows])


def _pledges(*names: str) -> pd.DataFrame:
    day = pd.Timestamp("2024-10-15")
    return _group(
        "N08", *({"subject": f"{name} (••••0001)", "statement": f"{name} tidak hadir.", "date": day} for name in names)
    )


def test_one_finding_says_its_own_sentence(results: Results) -> None:
    assert condition(_pledges("Joko"), results, "id") == "Joko tidak hadir."


def test_everybody_is_named_and_how_many_of_how_many(results: Results) -> None:
    assert condition(_pledges(*NAMES), results, "id") == (
        "5 rincian pada 5 dari 6 aparatur: Siti Aminah tidak hadir. Sutrisno tidak hadir. Joko tidak hadir. "
        "Juga: Wiwik (15 Oktober 2024); Rizki (15 Oktober 2024)."
    )


def test_a_degree_at_the_end_brings_no_second_full_stop(results: Results) -> None:
    told = condition(_pledges("Siti Aminah", "Sutrisno", "Joko", "Wiwik, S.Kom."), results, "id")
    assert told.endswith("Juga: Wiwik, S.Kom. (15 Oktober 2024).")
    undated = _group("N07", *({"subject": f"{n}, S.Kom.", "statement": f"{n}."} for n in NAMES[:4]))
    assert condition(undated, results, "id").endswith("Juga: Wiwik, S.Kom.")


def test_who_is_no_official_is_no_share_of_them(results: Results) -> None:
    assert condition(_pledges("Joko", "Fulan"), results, "id") == "2 rincian: Joko tidak hadir. Fulan tidak hadir."


def test_every_missing_form_is_named(results: Results) -> None:
    """ "4 of 4 forms" once named three of them."""
    names = ("Daftar Hadir", "Rakor", "Laporan", "Peta")
    rows = _group("S01", *({"form": name, "statement": f"Formulir {name} belum diterima."} for name in names))
    assert all(f"Formulir {name} belum diterima." in condition(rows, results, "id") for name in names)


def test_what_only_the_village_can_do_is_asked_of_it_through_the_addressee() -> None:
    """A recommendation to the camat once told him to fill in the village's form."""
    told = {"N01", "N02", "N03", "N04", "N05", "N06", "N10", "N12", "K04"}
    mends = {(code, ""): rule.mend_id for code, rule in rules().items()} | {k: c.mend_id for k, c in causes().items()}
    own = [key for key, mend in mends.items() if key[0] in told and key != ("N03", "former_body")]
    assert len(own) > len(told)
    assert [key for key in own if "mintakan desa" not in mends[key]] == [("N06", "")]


def test_forms_and_entries_have_their_whole_too(results: Results) -> None:
    forms = _group("S01", *({"form": form, "statement": f"{form} belum diterima."} for form in ("reports", "totals")))
    assert condition(forms, results, "id").startswith("2 rincian pada 2 dari 4 formulir: ")
    entries = _group("K02", {"statement": "Lewat."}, {"statement": "Lewat juga."}, {"statement": "Lewat."})
    assert condition(entries, results, "id") == "3 rincian pada 3 dari 7 catatan kerawanan: Lewat. Lewat juga."


@pytest.mark.parametrize(
    ("rule", "village", "addressee"),
    [
        ("D10", VILLAGE, "Kepada Kepala Desa Besuki: "),
        ("D10", KELURAHAN, "Kepada Lurah Kelutan: "),
        ("N10", VILLAGE, "Kepada Camat Panggul: "),
        ("K04", VILLAGE, "Kepada Inspektorat: "),
        ("S06", None, "Kepada Inspektorat: "),
    ],
)
def test_a_recommendation_is_addressed(rule: str, village: str | None, addressee: str) -> None:
    assert recommendation(rule, village, "Isi.", "id") == f"{addressee}Isi."


def test_what_must_not_be_told_to_a_village_is_recommended_to_nobody_in_it() -> None:
    """N01-N03 ask the village for the progress of its own report; nobody there is asked about himself."""
    told = {rule.code for rule in rules().values() if rule.addressee == "village" and not rule.told_to_village}
    assert told <= {"N01", "N02", "N03"}
