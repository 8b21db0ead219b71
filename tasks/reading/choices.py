"""Which of several columns of one field is ticked in a row: the value becomes that column's word, in the field's first.

A sign marks its column. A word may stand instead where it says the same as its column; two marked columns, or a word
that says something else, are not understood.
"""

from collections.abc import Mapping
from functools import cache

from data.forms import AMBIGUOUS, Alias, code_reader
from data.names import plain
from data.reference import load
from tasks.reading.cells import Value, text_of
from tasks.reading.choice_columns import code_lists
from tasks.reading.explained_signs import ExplainedSigns
from tasks.reading.headings import Table
from tasks.reading.mended_rows import Cell, MendedRows, Repair
from tasks.reading.numbering_rows import is_numbering
from tasks.reading.placeholders import is_ditto, is_placeholder, without_number

_REASON = "ticked_column"
_AGREED = frozenset({"YA"})


def fold_choices(
    table: Table, rows: MendedRows, placeholders: set[Cell], repair: Repair, explained: ExplainedSigns
) -> None:
    """Write the value that a row's ticks tell into the field's first column; the others become blank.

    ``placeholders`` gets the cells that hold no value. A sign that the sheet explains otherwise marks no column.
    """
    inside = [row for row in table.sheet.filled if table.first_row <= row <= table.last_row]
    for name, words in table.choices.items():
        field_list = code_lists(table.form, table.arrangement)[name]
        signs = frozenset(
            sign for sign in _signs(rows, inside, words) if not explained.is_other_than(sign, field_list, _AGREED)
        )
        above: dict[int, Value] = {}
        for row in inside:
            if is_numbering(table.sheet, row, table):
                continue
            for column in words:
                value = rows.value(row, column)
                if is_ditto(value) and column in above:
                    rows.set(row, column, above[column])
                elif value != "":
                    above[column] = value
            _fold_row(row, words, rows, placeholders, repair, field_list, signs)


def _fold_row(
    row: int,
    words: Mapping[int, str],
    rows: MendedRows,
    placeholders: set[Cell],
    repair: Repair,
    field_list: str,
    signs: frozenset[str],
) -> None:
    filled: dict[int, Value] = {}
    for column in words:
        value = rows.value(row, column)
        if isinstance(value, str) and is_placeholder(value, zero=True):
            placeholders.add((row, column))
        elif not _is_blank(value):
            filled[column] = value
    if not filled and all(rows.value(row, column) == "" for column in words):
        return
    first = next(iter(words))
    column, told = _chosen(filled, words, field_list, signs) if filled else (first, "")
    written = rows.value(row, column)
    for each in words:
        rows.set(row, each, told if each == first else "")
    if column != first:
        rows.moved[row, first] = (row, column)
    if told and text_of(written) in signs and words[column] and len(filled) == 1:
        repair(row, column, written, told, _REASON)


def _chosen(
    filled: Mapping[int, Value], words: Mapping[int, str], field_list: str, signs: frozenset[str]
) -> tuple[int, str]:
    """Return the column that tells the value, and the value as its reader takes it."""
    texts = {column: without_number(text_of(value)) for column, value in filled.items()}
    column, written = next(iter(texts.items()))
    if len(texts) > 1:
        same = len(set(texts.values())) == 1 and written not in signs
        return column, written if same else " / ".join(_labelled(words[each], text) for each, text in texts.items())
    word = words[column]
    meant, told = code_reader(field_list).read(plain(word))[0], code_reader(field_list).read(written)[0]
    if not word:
        return column, text_of(filled[column])
    if plain(written) in signs:
        return column, meant if meant and meant != AMBIGUOUS else word
    is_doubted = plain(written) in _listed("cross")  # no column is marked by it: what it says of this one is not known
    return column, written if told in {meant, None} and not is_doubted else _labelled(word, written)


def _labelled(word: str, written: str) -> str:
    return f"{word}: {written}" if word else written


def _is_blank(value: Value) -> bool:
    return value is False or is_placeholder(value, zero=True) or value == ""


def _signs(rows: MendedRows, inside: list[int], words: Mapping[int, str]) -> frozenset[str]:
    """Return the signs that mark a column: a cross does where no tick stands in any of them, for it may deny."""
    there = {plain(text_of(rows.value(row, column))) for row in inside for column in words}
    return _listed("tick") if there & _listed("tick") else _listed("tick") | _listed("cross")


@cache
def _listed(scope: str) -> frozenset[str]:
    return frozenset(row.alias for row in load("aliases", Alias) if row.scope == scope)
