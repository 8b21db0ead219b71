"""Headings, codes and names are the same however they are written, and different people stay different."""

import pandas as pd
import pytest

from data.names import key, name_key, name_keys, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  Siti\u00a0 Aminah\n", "Siti Aminah"),
        ("Si\u200bti\u2060 Ami\u00adnah\ufeff", "Siti Aminah"),
        ("\u200eSiti\u200f \u202aAminah\u202e", "Siti Aminah"),
        ("Rene\u0301", "Ren\u00e9"),
        ("SITI-Aminah_1.", "SITI-Aminah_1."),
        ("   ", ""),
    ],
)
def test_plain_text_has_single_spaces_and_nothing_invisible(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("Kode Desa/Kelurahan", "kodedesa/kelurahan"),
        ("KODE_DESA-KELURAHAN.", "kodedesakelurahan"),
        ("K\u00f3de  D\u200besa", "kodedesa"),
        ("Ko\u0301de", "kode"),
        ("\uff2b\uff4f\uff44\uff45", "kode"),  # full width
        ("STRASSE ß", "strassess"),
        ("No. - _", "no"),
        ("", ""),
    ],
)
def test_a_key_forgets_case_accents_spaces_and_joiners(text: str, compared: str) -> None:
    assert key(text) == compared


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Drs. H. Sutrisno, M.Si", "sutrisno"),
        ("SUTRISNO", "sutrisno"),
        ("sutrisno, S.Sos., M.M.", "sutrisno"),
        ("Hj. Siti  Aminah", "siti aminah"),
        ("Siti Aminah, S.Pd., Hj.", "siti aminah"),
        ("Drs., Sutrisno", "sutrisno"),  # a title before the first comma
        ("H., Sutrisno Hadi, M.Si", "sutrisno hadi"),
        ("Ma'ruf", "ma'ruf"),
        ("Abd. Rahman-2", "abd rahman"),
        ("Ren\u00e9 D\u200besa", "rene desa"),
        ("H.", "h"),  # nothing but a title: kept, so that it compares with itself
        ("", ""),
    ],
)
def test_a_name_is_compared_without_titles_and_degrees(written: str, name: str) -> None:
    assert name_key(written) == name


def test_two_people_are_not_one() -> None:
    assert len({name_key(name) for name in ("Siti Aminah", "Siti Amina", "Aminah", "Siti", "Aminah Siti")}) == 5


def test_names_of_a_column_and_missing_stays_missing() -> None:
    keys = name_keys(pd.Series(["Drs. Budi", None], dtype="str", index=[3, 9]))
    assert keys.dropna().to_dict() == {3: "budi"}
    assert keys.isna().tolist() == [False, True]
    assert str(keys.dtype) == "str"
    assert str(name_keys(pd.Series([None], dtype="str")).dtype) == "str"
