"""Codes that accuse (TK), where a text of the file says something else of them than what they stand for.

The other way round than a legend: whatever stands beside such a code, outside of the tables' entries, puts the code in
doubt unless it is understood as the official meaning. A heading, a count or a list of codes says nothing of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Literal

from data.forms import code_reader, unexcused_codes, words_around
from data.names import key, plain
from data.reference import load
from data.sheet_words import RowMark
from tasks.reading.cells import Sheet, Value, text_of
from tasks.reading.headings import Table, knows_heading
from tasks.reading.persons import row_marks

Says = Literal["nothing", "official", "mention", "other"]

_PARTS = re.compile(r"[,;:|=→•·]")
_NO_LETTERS = re.compile(r"\A[\W_]*")
_EXPLAINS = re.compile(r"[=:→(\-–—.]")
_EXPLAINED_HEADING = re.compile(r"\s*[=:→(]")
_EXPLAINED_REMARK = re.compile(r"\s*[=→:]")
_LONGEST_CODE = 4
_DIGITS_OF_AN_ENTRY = {"identifier": 8, "date": 1}
_MOST_CELLS_OF_A_NOTE = 4  # a row of another form's table with more is an entry


@dataclass(frozen=True)
class _Text:
    """What the text at a cell says of a code; a text of two cells names both."""

    code: str
    says: Says
    shown: str
    cells: tuple[tuple[int, int], ...]


def note_doubted_codes(sheets: Sequence[Sheet], tables: Sequence[Table]) -> None:
    """Tell each attendance table which accusing codes its sheet, or a sheet without a table, explains otherwise."""
    attendance = [table for table in tables if table.form == "attendance"]
    if not attendance:
        return
    by_sheet = {sheet.name: [table for table in tables if table.sheet.name == sheet.name] for sheet in sheets}
    elsewhere = list(chain.from_iterable(_texts(sheet, []) for sheet in sheets if not by_sheet[sheet.name]))
    for sheet in sheets:
        own = [table for table in attendance if table.sheet.name == sheet.name]
        if not own:
            continue
        here = list(_texts(sheet, by_sheet[sheet.name]))
        for code in {text.code for text in (*here, *elsewhere)}:
            doubts = _doubts([text for text in here if text.code == code])
            abroad = _doubts([text for text in elsewhere if text.code == code])
            if doubts or abroad:
                shown = "; ".join(dict.fromkeys(text.shown for text in (*doubts, *abroad)))
                cells = frozenset(chain.from_iterable(text.cells for text in doubts))
                for table in own:
                    table.doubted[code] = (shown, cells)


def _doubts(texts: list[_Text]) -> list[_Text]:
    """Return the texts that put a code in doubt; a mere mention does not where the official meaning stands, too."""
    official = any(text.says == "official" for text in texts)
    return [text for text in texts if text.says == "other" or (text.says == "mention" and not official)]


def _texts(sheet: Sheet, tables: list[Table]) -> Iterator[_Text]:
    """Yield what the texts outside of a sheet's entries say of the accusing codes."""
    patterns, any_code = _patterns(), _any_code()
    speaking = {value for value in sheet.values if value.__class__ is str and any_code.search(text_of(value))}
    for row, cells in sheet.filled.items() if speaking else ():
        if speaking.isdisjoint(sheet.rows[row - sheet.top]):
            continue
        yield from _of_own_cells(row, [cell for cell in cells if cell[1] in speaking], tables)
        for column, value in _outside_entries(row, cells, tables):
            if not isinstance(value, str) or value not in speaking:
                continue
            for code, pattern in patterns.items():
                for found in pattern.finditer(text := text_of(value)):
                    alone = not _words(text[: found.start()] + text[found.end() :])
                    if not alone:
                        yield _Text(code, _says(code, text, found.start(), found.end()), text, ((row, column),))
                    elif not any(table.heading_row <= row < table.first_row for table in tables):
                        yield _beside(code, row, column, cells)


def _of_own_cells(row: int, cells: list[tuple[int, Value]], tables: list[Table]) -> Iterator[_Text]:
    """Yield what headings ("Jml TK (Tugas Kec.)") and remarks that are a legend ("TK = tugas") say of the codes."""
    for column, value in cells:
        text = text_of(value)
        for table in tables:
            is_heading = table.heading_row <= row < table.first_row
            is_remark = table.first_row <= row <= table.last_row and column == table.columns.get("remark")
            if table.form != "attendance" or not (is_heading or is_remark):
                continue
            sign = _EXPLAINED_HEADING if is_heading else _EXPLAINED_REMARK
            for code, pattern in _patterns().items():
                for found in pattern.finditer(text):
                    behind = text[found.end() :]
                    if sign.match(behind) and not _counts(behind):
                        yield _Text(code, _says(code, text[found.start() :], 0, len(found[0])), text, ())


def _counts(text: str) -> bool:
    """Tell whether a text only says what is counted: "(hari)", ": 3 hari", "(jumlah)"."""
    counting = words_around("counting_word") | _totals()
    return all(word.isdigit() or key(word) in counting for word in _words(text))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return how each accusing code stands as a word of its own, also with others for the same (TK/A)."""
    return {
        code: re.compile(rf"(?<!\w){re.escape(code)}(?!\w)(?:\s*/\s*\w{{1,4}}(?!\w))*", re.IGNORECASE)
        for code in unexcused_codes()
    }


@cache
def _any_code() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern in _patterns().values()), re.IGNORECASE)


def _outside_entries(row: int, cells: list[tuple[int, Value]], tables: list[Table]) -> Sequence[tuple[int, Value]]:
    """Return a row's cells without those of entries and headings."""
    around = [table for table in tables if table.heading_row <= row <= table.last_row]
    if any(table.form != "attendance" for table in around) and len(cells) > _MOST_CELLS_OF_A_NOTE:
        return []
    own: set[int] = set()
    for table in around:
        if row < table.first_row or table.has_many_days(row) or _is_entry(table, cells):
            own |= table.own_columns
    return [cell for cell in cells if cell[0] not in own] if own else cells


def _is_entry(table: Table, cells: list[tuple[int, Value]]) -> bool:
    """Tell whether a row of an attendance table has a person's identifier or a date."""
    names = {column: name for name, column in table.columns.items()}
    for column, value in cells:
        least = _DIGITS_OF_AN_ENTRY.get(names.get(column, ""))
        if least and sum(map(str.isdigit, text_of(value))) >= least:
            return True
    return False


def _beside(code: str, row: int, column: int, cells: list[tuple[int, Value]]) -> _Text:
    """Return what the cell to the right, or else to the left, says of a code that stands alone in its cell."""
    texts = [(place, text_of(value)) for place, value in cells]
    texts = [(place, text) for place, text in texts if place == column or _words(text)]
    at = next(index for index, (place, _) in enumerate(texts) if place == column)
    before = texts[at - 1] if at and not (at > 1 and _is_code(texts[at - 2][1])) else None
    after = texts[at + 1] if at + 1 < len(texts) else None
    told = [cell for cell in (after, before) if cell and _is_meaning(cell[1])]
    for place, text in told:
        if _is_official(code, _bare(text)):
            return _Text(code, "official", text, ((row, column), (row, place)))
    if not told:
        return _Text(code, "nothing", "", ())
    place, text = told[0]
    meaning = _NO_LETTERS.sub("", text)
    return _Text(code, "other", f"{texts[at][1].strip()} = {meaning}", ((row, column), (row, place)))


def _is_meaning(text: str) -> bool:
    bare = _bare(text)
    return bool(_words(bare)) and not (
        _is_code(bare) or knows_heading(bare) or key(bare) in row_marks() or _is_count(bare)
    )


@lru_cache(maxsize=2_000)
def _says(code: str, text: str, start: int, end: int) -> Says:
    """Say what a text tells of the code that stands in it from ``start`` to ``end``."""
    before, after = text[:start], text[end:]
    sign_before = before.rstrip(" \"'“”").endswith(("=", "→", "("))
    portion = _PARTS.split(before.rstrip(" \"'“”=→(-–—:.*"))[-1]
    words = _words(portion)
    beside = {key(word) for word in (*words[-1:], *_words(after)[:1])}
    is_school = not words_around("school_word").isdisjoint(beside)  # "Guru TK", "TK Dharma Wanita": a kindergarten
    if is_school or (words and (_totals() & {key(words[0]), key(words[-1])})):
        return "nothing"
    explaining = words_around("explaining_word")
    explained = any(key(word) in explaining for word in _words(after))
    words = [word for word in words if key(word) not in explaining and key(word) not in row_marks()]
    if words and _is_code(words[-1]):
        words = []
    own_meaning = _meaning_after(after)
    is_before = _is_official(code, portion, ends=True)
    if words and is_before and (sign_before or not own_meaning):
        return "official"
    if own_meaning:
        if _is_official(code, own_meaning):
            return "official"
        signed = _EXPLAINS.match(after.lstrip(" \"'“”")) is not None
        return "other" if signed or explained or not words else "mention"
    if not words:
        return "nothing"
    return "other" if sign_before or before.rstrip()[-1:] in {"-", "–", ":"} else "mention"


def _meaning_after(after: str) -> str:
    """Return the text behind a code without signs and explaining words; ``""`` where nothing or a count follows."""
    signs = _NO_LETTERS.match(after)
    closed = signs is not None and any(sign in signs[0] for sign in ",;)|")
    rest = _NO_LETTERS.sub("", after)
    explaining = words_around("explaining_word")
    explained = False
    while (words := _words(rest)) and key(words[0]) in explaining:
        rest = _NO_LETTERS.sub("", rest[rest.index(words[0]) + len(words[0]) :])
        explained = True
    if not words or _is_count(rest):
        return ""
    if closed and not explained and not any(sign in (signs[0] if signs else "") for sign in "=:→"):
        return ""
    behind = rest[len(words[0]) :].lstrip()
    return "" if _is_code(words[0]) and (not behind or not behind[0].isalnum()) else rest


def _is_official(code: str, text: str, *, ends: bool = False) -> bool:
    """Tell whether a text begins (``ends``: ends) with an official meaning of a code."""
    told = key(text)
    return any(told.endswith(meaning) if ends else told.startswith(meaning) for meaning in _meanings(code))


@cache
def _meanings(code: str) -> frozenset[str]:
    alike = code_reader("attendance").alike
    return frozenset(text for text, meant in alike.items() if meant == code and text != key(code))


def _is_code(text: str) -> bool:
    """Tell whether a text is a short sign of the attendance codes, of whatever meaning."""
    bare = _bare(text)
    reader = code_reader("attendance")
    return len(bare) <= _LONGEST_CODE and (bare in reader.exact or bare.upper() in reader.official)


def _is_count(text: str) -> bool:
    words = _words(text)
    counting = words_around("counting_word")
    return bool(words) and words[0].isdigit() and all(word.isdigit() or key(word) in counting for word in words)


def _bare(text: str) -> str:
    return plain(text).strip(" \"'“”=→()-–—:.;,*")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@cache
def _totals() -> frozenset[str]:
    return frozenset(key(row.mark) for row in load("row_marks", RowMark) if row.kind == "total")
