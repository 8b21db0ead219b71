"""How many lines a text takes in a cell."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.publishing.workbook.cell_texts import wrapped_lines

WORDS = st.lists(st.text("abcdefghij", min_size=1, max_size=30), min_size=1, max_size=30).map(" ".join)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Kaur Perencanaan Besuki", 14, 3),
        ("JARINGAN LISTRIK & INTERNET", 14, 3),
        ("satu", 14, 1),
        ("", 14, 1),
        ("satu\ndua", 14, 2),
        ("x" * 100, 18, 5),
    ],
)
def test_words_stay_whole(text: str, width: int, lines: int) -> None:
    assert wrapped_lines(text, width) == lines


@given(WORDS, st.integers(10, 60))
def test_lines_are_those_of_a_word_wrap(text: str, width: int) -> None:
    room = int((width - 1) / 0.85)
    expected = textwrap.wrap(text, room, break_on_hyphens=False) if len(text) >= width else [text]
    assert len(expected) <= wrapped_lines(text, width) <= len(expected) + text.count(" ")
    if max(map(len, text.split())) <= room:
        assert wrapped_lines(text, width) == len(expected)
