"""What of an identifier is shown, digit by digit."""

import pandas as pd
import pytest

from data.identifiers import NIK, NIP, mask, masked


@pytest.mark.parametrize(
    ("identifier", "shown"),
    [
        ("198508172010011001", "••••••••2010011•••"),
        ("198508172010212003", "••••••••2010212•••"),
        ("3503015708850002", "••••••••••••0002"),
        ("", ""),
        ("1", "•"),
        ("350301570885000", "•" * 15),
        ("35030157088500021", "•" * 17),
        ("1985081720100110011", "•" * 19),
        ("198508172010011001\n", "•" * 19),
        ("3503015708850002\n", "•" * 17),
        ("１９８５０８１７２０１００１１００１", "•" * 18),
        ("19850817 201001 1 001", "•" * 21),
        ("٣٥٠٣٠١٥٧٠٨٨٥٠٠٠٢", "•" * 16),
    ],
)
def test_only_a_whole_identifier_shows_any_digit(identifier: str, shown: str) -> None:
    assert mask(identifier) == shown
    assert len(shown) == len(identifier)


def test_a_nip_is_no_nik_and_the_other_way_round() -> None:
    nip, nik = "198508172010011001", "3503015708850002"
    assert [bool(pattern.match(text)) for pattern in (NIP, NIK) for text in (nip, nik)] == [True, False, False, True]


def test_a_column_is_masked_row_by_row_and_missing_stays_missing() -> None:
    shown = masked(pd.Series(["198508172010011001", None, "3503015708850002", "x"], dtype="str", index=[4, 5, 6, 7]))
    assert shown.dropna().to_dict() == {4: "••••••••2010011•••", 6: "••••••••••••0002", 7: "•"}
    assert shown.isna().tolist() == [False, True, False, False]
    assert str(shown.dtype) == "str"
    assert str(masked(pd.Series([None, None], dtype="str")).dtype) == "str"
