"""Values in sentences: days and months in words, codes by their words, nothing that only the program understands."""

import pandas as pd
import pytest

from data.catalogue import case_stages
from data.forms import code_list
from data.sentence_words import told_as
from tasks.findings.told_values import shown_in_words, told_values

DAY = pd.Timestamp("2024-10-10")


@pytest.mark.parametrize(
    ("name", "value", "indonesian", "english"),
    [
        ("date", DAY, "10 Oktober 2024", "10 October 2024"),
        ("target_date", DAY, "10 Oktober 2024", "10 October 2024"),
        ("period", "2024-09", "September 2024", "September 2024"),
        ("earlier_period", "2024-08", "Agustus 2024", "August 2024"),
        ("kind", "RAKOR", "rakor", "coordination meeting"),
        ("stage", "KAJIAN_AWAL", "kajian awal", "first examination"),
        ("stage", "DITERUSKAN_BKN", "diteruskan ke BKN", "passed on to BKN"),
        ("lowest_level", 0, "kurang rawan", "hardly vulnerable"),
        ("highest_sources", "POLRI; DESA", "Polri; desa", "the police; the village"),
        ("category", "KADES", "kepala desa", "village head"),
        ("category", "PNS", "PNS", "PNS"),
        ("form", "attendance", "Daftar Hadir", "Attendance"),
        ("other_villages", "35.03.01.2001", "Besuki, 35.03.01.2001", "Besuki, 35.03.01.2001"),
        ("subject", "Sri Rahayu", "Sri Rahayu", "Sri Rahayu"),
    ],
)
def test_a_sentence_says_it_in_words(name: str, value: object, indonesian: str, english: str) -> None:
    column = pd.Series([value, None], dtype="Int64" if isinstance(value, int) else None)
    for language, words in (("id", indonesian), ("en", english)):
        told = told_values(name, column, language)
        assert (told[0], told.isna()[1]) == (words, True)


def test_every_code_of_a_list_has_a_word_without_capitals_and_underscores() -> None:
    names = {kind: name for name, kind in told_as().items() if kind not in {"form", "month", "village"}}
    for kind, name in names.items():
        codes = list(case_stages()) if kind == "stage" else [entry.code for entry in code_list(kind)]
        for word in told_values(name, pd.Series(codes), "id"):
            assert "_" not in word
            assert not (len(word) > 8 and word.isupper()), f"{kind}: {word}"


def test_what_a_village_wrote_is_masked() -> None:
    (told,) = told_values("category", pd.Series(["198609262015051001"]), "id")
    assert "19860926" not in told


def test_what_is_shown_is_told_in_words() -> None:
    """A sentence once said "lembar desa lain (35.03.01.2001)" and "bulan lain (2024-09)"."""
    shown = pd.Series(
        ["35.03.01.2001; 99.99.99.9999", "2024-09", "2024-10-05", "2024-02-31", "Ps 70", None], dtype="str"
    )
    assert shown_in_words(shown, "id").tolist()[:5] == [
        "Besuki, 35.03.01.2001; 99.99.99.9999",
        "September 2024",
        "5 Oktober 2024",
        "2024-02-31",
        "Ps 70",
    ]
    assert shown_in_words(shown, "en")[2] == "5 October 2024"
    assert shown_in_words(shown, "id").isna()[5]
