"""How replies and views are called, whatever villages call their files."""

import pytest

from tasks.publishing.replies.reply_names import reply_name, view_name

_LONGEST_NAME = 255
"""Bytes of a name that file systems take."""


@pytest.mark.parametrize("letter", ["a", "é", "\U0001f600", "\udce9"])
def test_a_name_as_long_as_can_be_gets_a_reply_of_its_own(letter: str) -> None:
    """Found by fuzzing: our endings made it longer than a name may be, and nobody was answered any more."""
    size = len(letter.encode(errors="surrogateescape"))
    stem = letter * ((_LONGEST_NAME - 6) // size)
    for name in (reply_name, view_name):
        first, second = (name("35.03.01.2001", f"35.03.01.2001 Besuki/{stem}{end}.xlsx") for end in "12")
        assert first != second
        assert len(first.partition("/")[2].encode(errors="surrogateescape")) <= _LONGEST_NAME


def test_a_usual_name_stays() -> None:
    assert reply_name("35.03.01.2001", "35.03.01.2001 Besuki/lama/absen.xls") == (
        "35.03.01.2001/lama - absen (xls)-balasan.xlsx"
    )
