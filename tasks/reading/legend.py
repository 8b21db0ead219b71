"""A legend on the sheet ("Keterangan: H = Hadir, A = Alpa"), wherever it stands and however it is punctuated.

On its sheet it overrules the table of aliases and the official codes: a symbol whose meaning is not known, or known in
two ways, is ambiguous there, so that it is asked in the legend's own words (D09).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from data.forms import AMBIGUOUS, code_reader
from data.names import key
from tasks.reading.cells import Sheet, Value, text_of
from tasks.reading.headings import Table

_SIGN = re.compile(r"\s*(=|:|→|(?<=\s)[-–](?=\s))\s*")
_SYMBOL = re.compile(r"(?:\A|(?<=[\s,;|(•·.]))([^\s=:,;|()]{1,5}(?:\s?/\s?[^\s=:,;|()/]{1,5})*)\Z")
_IN_BRACKETS = re.compile(r"(?:\A|[\s,;])([^\s=:,;|()]{1,3}) ?\(([A-Za-z][A-Za-z /-]{2,40})\)")
_MEANING = re.compile(r"\A[A-Za-z][A-Za-z ()/.'-]{2,60}\Z")
_ALTERNATIVES = re.compile(r"[/()]+")
_ENDS = " \t\n,;.|•·"
_LONGEST_SYMBOL = 5
_LONGEST_CODE = 4
_SIGNS = frozenset("=:→")

Cell = tuple[int, int]


@dataclass
class Legend:
    """What a sheet says about its codes.

    ``codes`` is the attendance code (or ``AMBIGUOUS``) by symbol, ``entries`` what the sheet says about it ("TK =
    Tugas Khusus"), ``cells`` the 0-based cells that hold it.
    """

    codes: dict[str, str] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    cells: set[Cell] = field(default_factory=set)

    def add(self, symbols: str, meaning: str) -> None:
        """Take one entry; a symbol explained twice, differently, is ambiguous."""
        for symbol in _symbols(symbols):
            code = meaning_code(symbol, meaning) or AMBIGUOUS
            earlier = self.codes.get(symbol)
            self.codes[symbol] = code if earlier in {None, code} else AMBIGUOUS
            entry = f"{symbol} = {meaning}"
            if entry not in self.entries.get(symbol, ""):
                self.entries[symbol] = "; ".join(filter(None, (self.entries.get(symbol), entry)))


def legend(sheet: Sheet, table: Table) -> Legend:
    """Return the legend of an attendance table, from the whole sheet but the table's headings and its persons."""
    found = Legend()
    rows = list(_rows(sheet, table))
    for row, cells in rows:
        for symbols, meaning, columns in written_entries(cells):
            found.cells |= {(row, column) for column in columns}
            found.add(symbols, meaning)
    _add_columns(rows, found)
    for code, (text, places) in table.doubted.items():
        found.codes[code] = AMBIGUOUS
        found.entries[code] = text
        found.cells |= places
    return found


def written_entries(cells: Sequence[tuple[int, str]]) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Yield the (symbols, meaning) pairs that stand in a row's texts by column, and the columns that hold them."""
    texts = [text for _, text in cells]
    for place, (column, text) in enumerate(cells):
        entries = _entries(text)
        if entries:
            yield from ((*entry, (column,)) for entry in entries)
        elif text in _SIGNS and 0 < place < len(texts) - 1:
            columns = tuple(column for column, _ in cells[place - 1 : place + 2])
            yield from ((*entry, columns) for entry in _entry(texts[place - 1], texts[place + 1]))
        elif text[:1] in _SIGNS and place:
            columns = (cells[place - 1][0], column)
            yield from ((*entry, columns) for entry in _entry(texts[place - 1], text[1:].strip()))


def _rows(sheet: Sheet, table: Table) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Yield the texts of each row by column, without the table's own cells in its headings and its persons' rows."""
    own = table.own_columns
    telling = {
        column
        for name, column in table.columns.items()
        if name in ("identifier", "date", "status") or name[:4] == "day_"
    }
    for row, cells in sheet.filled.items():
        inside = table.heading_row <= row <= table.last_row
        told = cells
        if inside and (row < table.first_row or table.has_many_days(row) or _is_persons(cells, telling)):
            told = [(column, value) for column, value in cells if column not in own]
        if told:
            yield row, [(column, text) for column, value in told if (text := text_of(value))]


def _is_persons(cells: Sequence[tuple[int, Value]], telling: set[int]) -> bool:
    """Tell whether a row holds a person's cells: a number in its identifier, a date, or codes of days or a status."""
    values = [value for column, value in cells if column in telling]
    if len(values) > _LONGEST_SYMBOL or any(isinstance(value, date) for value in values):
        return True
    texts = [text_of(value) for value in values]
    if any(value in _SIGNS for _, value in cells if isinstance(value, str)) or any(map(_entries, texts)):
        return False
    if any(meaning_code(*pair) for pair in _pairs([(0, text_of(value)) for _, value in cells])):
        return False
    return sum(1 for text in texts if any(letter.isdigit() for letter in text) or len(text) < 3) > 0


def _add_columns(rows: list[tuple[int, list[tuple[int, str]]]], found: Legend) -> None:
    """Take a legend with one cell a word: symbols in one column, meanings in the next, line below line.

    Pairs may stand beside each other. A run of lines counts when at least half of its meanings are known.
    """
    run: list[tuple[int, list[tuple[int, str]]]] = []
    for row, cells in [*rows, (-1, [])]:
        pairs = _pairs(cells)
        if pairs and (not run or row == run[-1][0] + 1):
            run.append((row, cells))
            continue
        _take_run(run, found)
        run = [(row, cells)] if pairs else []


def _take_run(run: list[tuple[int, list[tuple[int, str]]]], found: Legend) -> None:
    pairs = [(symbol, meaning) for _, cells in run for symbol, meaning in _pairs(cells)]
    known = sum(1 for symbol, meaning in pairs if meaning_code(symbol, meaning))
    if not pairs or known * 2 < len(pairs):
        return
    for symbol, meaning in pairs:
        found.add(symbol, meaning)
    found.cells |= {(row, column) for row, cells in run for column, _ in cells}


def _pairs(cells: list[tuple[int, str]]) -> list[tuple[str, str]]:
    """Return a line's cells as pairs of symbol and meaning; none when one of them is no such pair."""
    texts = [text for _, text in cells]
    pairs = list(zip(texts[::2], texts[1::2], strict=False))
    fits = all(len(symbol) <= _LONGEST_SYMBOL and _MEANING.match(meaning) for symbol, meaning in pairs)
    return pairs if len(texts) % 2 == 0 and fits else []


def _entry(symbol: str, meaning: str) -> list[tuple[str, str]]:
    return [(symbol, meaning)] if len(symbol) <= _LONGEST_SYMBOL and _MEANING.match(meaning) else []


@lru_cache(maxsize=20_000)
def _entries(text: str) -> list[tuple[str, str]]:
    """Return the (symbol, meaning) pairs of one cell's text; a meaning ends where the next symbol begins."""
    if not any(sign in text for sign in "=:→(-–"):
        return []
    pieces, signs = _SIGN.split(text)[::2], _SIGN.split(text)[1::2]
    entries = []
    for place, sign in enumerate(signs):
        before, after = pieces[place].rstrip(), pieces[place + 1].rstrip()
        symbol = _SYMBOL.search(before)
        following = _SYMBOL.search(after) if place + 1 < len(signs) else None
        meaning = (after[: following.start(1)] if following else after).strip(_ENDS)
        if symbol and _MEANING.match(meaning) and _explains(symbol, sign, meaning):
            entries.append((symbol[1].strip("•·"), meaning))
    return entries or [(found[1], found[2]) for found in _IN_BRACKETS.finditer(text) if meaning_code(*found.groups())]


def _explains(symbol: re.Match[str], sign: str, meaning: str) -> bool:
    """Tell an entry from a title: a word ("Daftar Hadir : …") or a dash explains only what is known."""
    stands_alone = not symbol.string[: symbol.start(1)].rstrip()[-1:].isalpha()
    short = len(symbol[1]) <= _LONGEST_CODE
    return (sign in _SIGNS and (short or stands_alone)) or (short and meaning_code(symbol[1], meaning) is not None)


def _symbols(written: str) -> list[str]:
    """Return the symbols of an entry: "TK/A" are two, a lone "/" is one."""
    parts = [part.strip() for part in written.split("/")] if written.strip("/") else [written]
    return [part for part in parts if part] or [written]


@lru_cache(maxsize=20_000)
def meaning_code(symbol: str, meaning: str) -> str | None:
    """Return the code that a meaning names; of several spellings ("Alpa / Tanpa Keterangan") all must agree.

    A meaning that begins with what the symbol officially stands for ("S = Sakit dengan surat dokter") is that.
    """
    reader = code_reader("attendance")
    clean = meaning.strip(_ENDS)
    codes = [reader.read(part.strip(_ENDS))[0] for part in (clean, *_ALTERNATIVES.split(clean)) if part.strip(_ENDS)]
    known = {code for code in codes if code}
    if known:
        return known.pop() if len(known) == 1 and AMBIGUOUS not in known else None
    official = reader.read(symbol)[0]
    labels = [text for text in reader.official if reader.exact[text] == official and len(text) > _LONGEST_SYMBOL - 2]
    begins = any(key(clean).startswith(key(label)) for label in labels)
    return official if official and official != AMBIGUOUS and begins else None
