"""No identifier and no birth date gets out in a shown value, however it was written."""

import pandas as pd
import pytest

from data.reference import limit
from tasks.findings.redaction import shown_values, subjects


def _shown(text: str, kind: str = "text") -> str:
    return shown_values(pd.Series([text], dtype="str"), kind).iloc[0]


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("198508172010011001", "identifier", "••••••••2010011•••"),
        ("19850817 201001 1 001", "identifier", "••••••••2010011•••"),
        ("3503015708850002", "identifier", "••••••••••••0002"),
        ("350301570885000", "identifier", "•" * 15),
        ("1.98508E+17", "identifier", "•.•••••E+••"),
        ("1985O817", "identifier", "••••O•••"),
        ("１９８５０８１７", "identifier", "••••••••"),
        ("Sutrisno NIP 198508172010011001", "text", "Sutrisno NIP ••••••••2010011•••"),
        ("lahir 17/08/1985 di Panggul", "text", "lahir •••••••• di Panggul"),
        ("lahir 17-8-85", "text", "lahir •••••"),
        ("CUTI s.d 31 DES 2024", "text", "CUTI s.d 31 DES 2024"),
        ("tgl 7-9/10/2024, 09.00-10.00", "text", "tgl 7-9/10/2024, 09.00-10.00"),
        ("1985 02 02 2010 01 2 003", "text", "••••••••2010012•••"),
        ("12.10 15.30 12.10 15.30", "text", "••••••••••••1530"),
        ("lahir 17 Agustus 1985", "text", "lahir •• Agustus ••••"),
        ("lahir 1985-8-17", "text", "lahir •••••••"),
        ("１７/０８/１９８５", "text", "••••••••"),
        ("5 Oktober 2024", "date", "5 Oktober 2024"),
        ("10/25/2024", "date", "10/25/2024"),
        ("31-02-2024", "date", "31-02-2024"),
        ("17/08/1985", "date", "••••••••"),
        ("198508172010011001", "date", "••••••••2010011•••"),
        ("35.03.01.2002; 35.03.01.2003", "code", "35.03.01.2002; 35.03.01.2003"),
        ("35.03.01.2002", "text", "•" * 10),
        ("H", "text", "H"),
        ("#REF!", "text", "#REF!"),
    ],
)
def test_a_shown_value_is_masked(text: str, kind: str, shown: str) -> None:
    assert _shown(text, kind) == shown


def test_dates_are_iso_and_missing_stays_missing() -> None:
    dates = shown_values(pd.Series([pd.Timestamp(2024, 10, 5), pd.NaT]), "date")
    assert dates.iloc[0] == "2024-10-05"
    assert dates.isna().tolist() == [False, True]
    assert shown_values(pd.Series([None], dtype="str"), "text").isna().all()


def test_a_long_value_is_cut_visibly() -> None:
    shown = _shown("a" * 5000)
    assert len(shown) == limit("shown_characters")
    assert shown.endswith("a…")


def test_a_subject_is_name_and_masked_identifier_or_what_is_known() -> None:
    names = pd.Series(["Siti", "Budi", None, None, "Ani lahir 17/08/1985"], dtype="str")
    identifiers = pd.Series(["3503015708850002", None, "198508172010011001", None, None], dtype="str")
    found = subjects(names, identifiers)
    assert found.iloc[:3].tolist() == ["Siti (••••••••••••0002)", "Budi", "••••••••2010011•••"]
    assert pd.isna(found.iloc[3])
    assert found.iloc[4] == "Ani lahir ••••••••"
