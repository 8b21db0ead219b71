"""A legend on the sheet ("Keterangan: H = Hadir, A = Alpa") overrides the table of aliases for that sheet."""

import itertools
import re
from collections.abc import Iterable, Sequence

from data.forms import AMBIGUOUS, code_reader
from tasks.reading.cells import Sheet, text_of
from tasks.reading.headings import Table

_MEANING = r"[A-Za-z][A-Za-z ()/-]{2,60}"
_ENTRY = re.compile(rf"(?:\A|[\s,;:(|/·•])([^\s=:,;|()]{{1,5}})\s*=\s*({_MEANING})")
_COLON_ENTRY = re.compile(rf"\A([^\s=:,;|()]{{1,5}})\s*:\s*({_MEANING})\Z")
_ALTERNATIVES = re.compile(r"[/()]+")
_LONGEST_SYMBOL = 5
_PERSON_FIELDS = ("identifier", "number", "date")


def legend(sheet: Sheet, table: Table) -> dict[str, str]:
    """Return the attendance code by the text that stands for it, as the sheet around a table's rows explains.

    Only meanings that name one code count; a text explained twice, differently, is ``AMBIGUOUS``.
    """
    found: dict[str, str] = {}
    for written in _lines(sheet, table):
        entries = [entry for text in written for entry in _entries(text)]
        entries += [(a, c) for a, b, c in zip(written, written[1:], written[2:], strict=False) if b in {"=", ":"}]
        entries += [(a, b[1:]) for a, b in itertools.pairwise(written) if b[:1] in {"=", ":"} and b[1:]]
        for symbol, meaning in entries:
            code = _code(meaning) if len(symbol) <= _LONGEST_SYMBOL else None
            if code:
                found[symbol] = code if found.get(symbol, code) == code else AMBIGUOUS
    return found


def _lines(sheet: Sheet, table: Table) -> Iterable[Sequence[str]]:
    """Yield the texts of each row, without the table's own cells in the rows of its headings and its persons."""
    own = set(table.columns.values())
    telling = {table.columns[name] for name in table.columns if name in _PERSON_FIELDS or name.startswith("day_")}
    for row, cells in sheet.filled.items():
        inside = table.heading_row <= row <= table.last_row
        if inside and (row < table.first_row or any(column in telling for column, _ in cells)):
            cells = [(column, value) for column, value in cells if column not in own]  # noqa: PLW2901
        if cells:
            yield [text for _, value in cells if (text := text_of(value))]


def _code(meaning: str) -> str | None:
    """Return the code that a meaning names; of several spellings ("Alpa / Tanpa Keterangan") all must agree."""
    reader = code_reader("attendance")
    codes = [reader.read(part.strip())[0] for part in (meaning, *_ALTERNATIVES.split(meaning)) if part.strip()]
    known = {code for code in codes if code}
    return known.pop() if len(known) == 1 and AMBIGUOUS not in known else None


def _entries(text: str) -> list[tuple[str, str]]:
    whole = _COLON_ENTRY.match(text)
    if whole:
        return [(whole[1], whole[2])]
    return [(found[1], found[2]) for found in _ENTRY.finditer(text)]
