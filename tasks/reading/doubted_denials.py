"""TIDAK of a pledge or a meeting, where a note on its sheet says something else of it, or of the pledge or the meeting.

A note stands outside of the entries. Titles and the form's own words say nothing; any other word does, since not
knowing never accuses.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from data.calendar import month_numbers
from data.forms import code_reader, form_columns, words_around
from data.names import plain
from data.register import area_words
from data.village_workbooks import form_plan
from tasks.reading.cells import text_of
from tasks.reading.contradictions import is_confirmed
from tasks.reading.forms.entries import DENIABLE, DENIED
from tasks.reading.headings import Table

_WORD = re.compile(r"\w+")
_EXPLAINED = re.compile(r"(?<!\w)(\w{1,7})\s*(?:=|→|\b(?:artinya|berarti|adalah)\b|(?<=\w):)\s*", re.IGNORECASE)
_BETWEEN = " \t\n,;.|•·"
_MOST_CELLS_OF_A_NOTE = 4  # a row inside a table with more is an entry
_SUBJECTS = {"pledge_signed": "pledge_word", "attended": "meeting_word"}


def note_doubted_denials(tables: Sequence[Table]) -> None:
    """Tell each table of Rakor dan Ikrar which of its columns' TIDAK a note on its sheet doubts, and by which text."""
    for table in tables:
        if table.form != "activities":
            continue
        others = [each for each in tables if each is not table and each.sheet.name == table.sheet.name]
        told: dict[str, list[tuple[str, tuple[int, int]]]] = {}
        for row, column, text in _notes(table, others):
            for name in _doubted(text):
                told.setdefault(name, []).append((text, (row, column)))
        for name, notes in told.items():
            shown = "; ".join(dict.fromkeys(text for text, _ in notes))
            table.doubted[name] = (shown, frozenset(cell for _, cell in notes))


def _notes(table: Table, others: list[Table]) -> Iterator[tuple[int, int, str]]:
    """Yield the texts outside of entries and headings; a sign alone in its cell with what stands in the next.

    Beside an entry only a legend is one: any other text there is about that entry.
    """
    own = table.own_columns
    for row, cells in table.sheet.filled.items():
        is_long = len(cells) > _MOST_CELLS_OF_A_NOTE
        if any(each.heading_row <= row < each.first_row for each in (table, *others)):
            continue
        if is_long and any(each.first_row <= row <= each.last_row for each in others):
            continue
        is_entry = is_long and table.first_row <= row <= table.last_row
        told = [(column, text_of(value)) for column, value in cells if not (is_entry and column in own)]
        told = [(column, text) for column, text in told if text and (not is_entry or _signs(text))]
        if len(told) > 1 and _is_denial(told[0][1]):
            yield row, told[0][0], f"{told[0][1]} = {' '.join(text for _, text in told[1:]).lstrip('=: ')}"
        else:
            yield from ((row, column, text) for column, text in told)


def _doubted(text: str) -> list[str]:
    """Return the fields whose TIDAK a text doubts: it explains the word otherwise, or speaks of the field."""
    if found := _signs(text):
        ends = [*(each.start() for each in found[1:]), len(text)]
        meanings = [
            text[sign.end() : end].strip(_BETWEEN) for sign, end in zip(found, ends, strict=True) if _is_denial(sign[1])
        ]
        said = (any(is_confirmed(name, DENIED, meaning) for name in DENIABLE) for meaning in meanings)
        return [] if all(said) else [*DENIABLE]
    if text == form_plan("activities").note_id:
        return []
    words = set(_WORD.findall(plain(text).casefold()))
    if all(word.isdigit() or word in _said_by_titles() for word in words):
        return []
    return [name for name, scope in _SUBJECTS.items() if words & words_around(scope)]


def _signs(text: str) -> "list[re.Match[str]]":
    return [each for each in _EXPLAINED.finditer(text) if _is_sign(each)]


def _is_sign(found: "re.Match[str]") -> bool:
    """Tell a sign that is explained: an answer of the form, or whatever short stands before an equals sign."""
    answers = (code_reader(name).read(found[1])[0] for name in DENIABLE.values())
    return "=" in found[0] or any(answer is not None for answer in answers)


def _is_denial(word: str) -> bool:
    return any(code_reader(name).read(word)[0] == DENIED for name in DENIABLE.values())


@cache
def _said_by_titles() -> frozenset[str]:
    """Return the words that titles, headings and letterheads are made of: the form's, months, areas."""
    labels = (column.label for column in form_columns("activities", "table"))
    headings = {word for text in labels for word in _WORD.findall(text.casefold())}
    return frozenset(headings | words_around("title_word") | month_numbers().keys() | area_words())
