"""A legend on the sheet ("Keterangan: H = Hadir, A = Alpa") overrides the table of aliases for that sheet."""

import itertools
import re

from data.forms import AMBIGUOUS, code_reader
from data.names import plain
from tasks.workbooks.cells import Sheet, text_of

_ENTRY = re.compile(r"(?:\A|[\s,;:(|/·•])([^\s=:,;|()]{1,5})\s*=\s*([A-Za-z][A-Za-z ()/-]{2,40})")
_COLON_ENTRY = re.compile(r"\A([^\s=:,;|()]{1,5})\s*:\s*([A-Za-z][A-Za-z ()/-]{2,40})\Z")


def legend(sheet: Sheet, rows: set[int]) -> dict[str, str]:
    """Return the attendance code by the text that stands for it, as the given 0-based rows of a sheet explain.

    Only meanings that name one code count; a text explained twice, differently, is ``AMBIGUOUS``.
    """
    found: dict[str, str] = {}
    for row in sorted(rows):
        texts = [text_of(sheet.value(row, column)) for column in sheet.column_numbers]
        written = [text for text in texts if text]
        entries = [entry for text in written for entry in _entries(text)]
        entries += [(a, c) for a, b, c in zip(written, written[1:], written[2:], strict=False) if b in {"=", ":"}]
        entries += [(a, b[1:]) for a, b in itertools.pairwise(written) if b[:1] in {"=", ":"} and b[1:]]
        for symbol, meaning in entries:
            code, _ = code_reader("attendance").read(plain(meaning))
            if code and code != AMBIGUOUS and len(symbol) <= 5:
                found[symbol] = code if found.get(symbol, code) == code else AMBIGUOUS
    return found


def _entries(text: str) -> list[tuple[str, str]]:
    whole = _COLON_ENTRY.match(text)
    if whole:
        return [(whole[1], whole[2])]
    return [(found[1], found[2]) for found in _ENTRY.finditer(text)]
