"""What a sheet says of the signs in a form's coded columns: "T = Telah", "x = coret yang tidak perlu".

A sign that is explained means what the sheet says, where that is a code of the column's list and the sign is not
another one's. Else the sign is not understood on this sheet: it is asked, and held against nobody.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile

from data.forms import AMBIGUOUS, Alias, code_list, code_reader, form_columns, words_around
from data.names import plain
from data.reference import load
from tasks.reading.cells import Value, text_of
from tasks.reading.headings import Table
from tasks.reading.legend import Cell, written_entries

EXPLAINABLE = ("attended", "pledge_signed", "level")
"""The fields whose codes are held against somebody, or a village, and written as signs."""

_LEVEL = "level"
_LONGEST_SIGN = 3
_CELLS_OF_AN_ENTRY = 2
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class ExplainedSigns:
    """``meanings`` are the texts that a sheet gives each sign (lower case), ``cells`` where they stand, 0-based."""

    meanings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    cells: frozenset[Cell] = frozenset()

    def read(self, written: str, name: str) -> tuple[str | None, str] | None:
        """Return the code of a sign of a code list and the repair; None where the sheet says nothing of the sign."""
        meant = self.meanings.get(plain(written).casefold())
        if meant is None:
            return None
        reader = code_reader(name)
        codes = {reader.read(meaning)[0] for meaning in meant}
        code, own = codes.pop() if len(codes) == 1 else None, reader.read(written)[0]
        if code in {None, AMBIGUOUS} or own not in {None, AMBIGUOUS, code}:
            return None, ""
        return code, "" if own == code else "legend"

    def told(self, written: str) -> str | None:
        """Return what the sheet says of a sign, as ``sign = meaning``; None where it says nothing."""
        sign = plain(written).casefold()
        return "; ".join(f"{written} = {meaning}" for meaning in sorted(self.meanings.get(sign, ()))) or None

    def is_other_than(self, sign: str, name: str, codes: frozenset[str]) -> bool:
        """Tell whether the sheet explains a sign as something else than one of the codes of a list."""
        read = self.read(sign, name)
        return read is not None and read[0] not in codes


def explained_signs(table: Table) -> ExplainedSigns:
    """Return what the texts around a table's entries say of its signs; nothing where no column of it is coded so.

    Where one level means something else, the whole scale does: "1 = paling rawan" says what 2 is not.
    """
    if not any(name in table.columns for name in EXPLAINABLE):
        return ExplainedSigns()
    meanings: dict[str, set[str]] = {}
    cells: set[Cell] = set()
    for row, told in _outside_entries(table):
        entries = list(written_entries(told)) or _of_two_cells(told)
        for symbols, meaning, columns in entries:
            for sign in symbols.split("/"):
                if len(sign) <= _LONGEST_SIGN and _is_sign_of(sign, meaning, table):
                    meanings.setdefault(sign.casefold(), set()).add(meaning)
                    cells |= {(row, column) for column in columns}
        for column, text in told:
            for sign, meaning in (*(() if entries else _scale(text, table)), *_struck(text, table)):
                meanings.setdefault(sign, set()).add(meaning)
                cells.add((row, column))
    meanings |= _longer_scale(table)
    found = ExplainedSigns({sign: frozenset(told) for sign, told in meanings.items()}, frozenset(cells))
    scale = [sign for sign in meanings if sign in _levels()]
    if any(found.is_other_than(sign, _LEVEL, frozenset({sign})) for sign in scale):
        whole = frozenset(f"{sign} = {meaning}" for sign in scale for meaning in meanings[sign])
        return ExplainedSigns({**found.meanings, **dict.fromkeys(_levels(), whole)}, found.cells)
    return found


def _outside_entries(table: Table) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Yield the texts of each row by column, without those of entries: rows with a code or a date where one belongs."""
    lists = {
        table.columns[column.field]: column.code_list
        for column in form_columns(table.form, table.arrangement)
        if column.kind in {"code", "date"} and column.field in table.columns
    }
    for row, cells in table.sheet.filled.items():
        inside = table.first_row <= row <= table.last_row
        if not (inside and any(_is_coded(value, lists[column]) for column, value in cells if column in lists)):
            yield row, [(column, text) for column, value in cells if (text := text_of(value))]


def _is_coded(value: Value, name: str) -> bool:
    if not name:
        return not isinstance(value, str)
    return code_reader(name).read(text_of(value))[0] is not None


def _is_sign_of(sign: str, meaning: str, table: Table) -> bool:
    """Tell a sign from what only stands before a colon ("TPS 2: Balai Desa"): a digit needs words of a scale."""
    return not sign.isdigit() or (_LEVEL in table.columns and _is_of_scale(meaning))


def _of_two_cells(told: list[tuple[int, str]]) -> list[tuple[str, str, tuple[int, ...]]]:
    """Return the level that a row of nothing but a figure and words of a scale explains."""
    texts = [text for _, text in told]
    if len(texts) == _CELLS_OF_AN_ENTRY and texts[0] in _levels() and _is_of_scale(texts[1]):
        return [(texts[0], texts[1], tuple(column for column, _ in told))]
    return []


def _scale(text: str, table: Table) -> Iterator[tuple[str, str]]:
    """Yield the levels that a text explains without a sign: "1 paling rawan", "(1 paling rawan, 3 paling aman)"."""
    if _LEVEL not in table.columns:
        return
    words = _WORD.findall(text.casefold())
    explaining = words_around("explaining_word")
    for place, word in enumerate(words):
        if word in _levels():
            behind = [each for each in words[place + 1 : place + 5] if each not in explaining]
            meaning = list(takewhile(str.isalpha, behind[:2]))
            if meaning and meaning[0] in words_around("scale_word"):
                yield word, " ".join(meaning)


def _longer_scale(table: Table) -> dict[str, set[str]]:
    """Return the words for levels as not understood where the sheet has more of them than three."""
    longer = {text_of(value).casefold() for value in table.sheet.values if isinstance(value, str)} & words_around(
        "longer_scale"
    )
    if not longer or _LEVEL not in table.columns:
        return {}
    aliases = (row.alias.casefold() for row in load("aliases", Alias) if row.scope == _LEVEL)
    return {alias: {*longer} for alias in aliases}


def _struck(text: str, table: Table) -> Iterator[tuple[str, str]]:
    """Yield the crosses of a sheet that asks to strike out what does not apply: there they deny their column."""
    if words_around("striking_word").isdisjoint(_WORD.findall(text.casefold())) or "pledge_signed" not in table.columns:
        return
    for row in load("aliases", Alias):
        if row.scope == "cross":
            yield row.alias.casefold(), text


def _is_of_scale(meaning: str) -> bool:
    return not words_around("scale_word").isdisjoint(_WORD.findall(meaning.casefold()))


@cache
def _levels() -> frozenset[str]:
    """Return the levels, and those of longer scales, as figures."""
    return frozenset(code.code for code in code_list(_LEVEL)) | {"3", "4", "5"}
