"""Texts in cells: what a cell can hold, and how many lines it takes."""

import math
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
    """Return how many lines a text takes in a cell of that width."""
    if len(text) < width and "\n" not in text:
        return 1
    return sum(math.ceil(len(line) * _CHARACTER_WIDTH / (width - 1)) or 1 for line in text.split("\n"))


def heading_lines(text: str, width: int) -> int:
    """Return how many lines a heading takes, whose words stay whole."""
    return len(textwrap.wrap(text, max(width, _NARROWEST)))
