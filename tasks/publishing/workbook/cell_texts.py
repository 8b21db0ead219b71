"""Texts in cells: what a cell can hold, and how many lines it takes."""

import re
import textwrap

LONGEST_TEXT = 32_000
"""Characters kept of one text; Excel holds 32,767."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CHARACTER_WIDTH = 0.85
"""Of a usual letter, in the units of column widths, for a font somewhat wider than Calibri."""

_NARROWEST = 3


def written_text(text: str) -> str:
    """Return a text as a cell can hold it: what XML cannot carry as �, cut with an ellipsis at ``LONGEST_TEXT``."""
    writable = _UNWRITABLE.sub("\ufffd", text)
    return writable if len(writable) <= LONGEST_TEXT else f"{writable[:LONGEST_TEXT]}…"


def wrapped_lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a cell of that width, whose words stay whole."""
    if len(text) < width and "\n" not in text:
        return 1
    room = max(int((width - 1) / _CHARACTER_WIDTH), 1)
    return sum(_word_lines(line, room) for line in text.split("\n"))


def _word_lines(text: str, room: int) -> int:
    """Count the lines of one paragraph, ``room`` letters each; faster than ``textwrap`` by far."""
    lines, left = 1, room
    for word in text.split(" "):
        letters = len(word)
        if letters > left:
            lines += 1 if left < room else 0
            further = (letters - 1) // room
            lines += further
            left = room - (letters - further * room) - 1
        else:
            left -= letters + 1
    return lines


def heading_lines(text: str, width: int) -> int:
    """Return how many lines a heading takes, whose words stay whole."""
    return len(textwrap.wrap(text, max(width, _NARROWEST)))
