"""A value told by the column in which a tick stands: "Hadir | Tidak", "Sudah | Belum", "Ya | Tidak", beside each other.

The columns stand under one heading merged over them, or their own headings are words of a single code list. A heading
that is merged over several columns without words of their own is one field in several columns, too.
"""

from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from data.forms import AMBIGUOUS, code_reader, form_columns, heading_fields, key_of_heading
from data.names import plain
from tasks.reading.cells import Sheet

Choices = dict[str, dict[int, str]]
"""The 0-based columns of a field, each with the word that heads it; ``""`` where it has none of its own."""

_FEWEST = 2
_LONGEST = 24


def choice_columns(
    sheet: Sheet, headings: range, columns: Mapping[str, int], form: str, arrangement: str
) -> tuple[Choices, int]:
    """Return the fields that are told by the column of a tick, and the last row of the headings.

    In: the rows of the headings found so far and the columns of their fields. The row below them is one of headings,
    too, when there is nothing in it but the words of such columns.
    """
    lists = code_lists(form, arrangement)
    if not lists:
        return {}, headings[-1]
    accepted = heading_fields(form, arrangement)
    found: Choices = {}
    below = headings[-1] + 1
    under = _grouped(sheet, range(headings[0], below), below, lists, accepted)
    own = set(columns.values())
    if under and _only_words(sheet, below, under, own):
        return under | _merged(sheet, range(headings[0], below), columns, lists, under), below
    for level in headings:
        found |= _grouped(sheet, range(headings[0], level), level, lists, accepted)
    for level in headings:
        found |= _beside(sheet, level, columns, lists, accepted, found)
    return found | _merged(sheet, headings, columns, lists, found), headings[-1]


@cache
def code_lists(form: str, arrangement: str) -> dict[str, str]:
    """Return the code list of each field of a form that is told by a code, but for the days of a grid."""
    lists = {column.field: column.code_list for column in form_columns(form, arrangement) if column.kind == "code"}
    if arrangement == "list":
        lists |= {c.field: "attendance" for c in form_columns(form, arrangement) if c.kind == "attendance"}
    return lists


def _words(sheet: Sheet, row: int) -> dict[int, str]:
    return {column: value for column, value in sheet.filled.get(row, []) if isinstance(value, str)}


def _reads(word: str, field_list: str) -> str | None:
    return code_reader(field_list).read(plain(word))[0] if len(word) <= _LONGEST else None


def _grouped(sheet: Sheet, above: range, level: int, lists: dict[str, str], accepted: dict[str, str]) -> Choices:
    """Return the choices that stand in a row under headings of fields: at least two, and one of them a known word.

    A heading reaches to the next one; where that is beside it, nothing can stand under it as a choice.
    """
    upper = {column: value for row in above for column, value in sheet.filled.get(row, [])}
    found: Choices = {}
    for start, end in pairwise([*sorted(upper), sheet.last_column + 1]):
        heading = upper[start]
        if end - start < _FEWEST or not isinstance(heading, str):
            continue
        name = accepted.get(key_of_heading(heading), "")
        if name not in lists:
            continue
        words = _words(sheet, level)
        own = {column: words[column] for column in range(start, end) if column in words}
        known = any(_reads(word, lists[name]) for word in own.values())
        if len(own) >= _FEWEST and known and all(len(word) <= _LONGEST for word in own.values()):
            found[name] = own
    return found


def _only_words(sheet: Sheet, row: int, choices: Choices, own: set[int]) -> bool:
    """Tell whether a row has nothing but such words, or at least nothing under the heading of another field."""
    taken = {column for columns in choices.values() for column in columns}
    return not any(column in own - taken for column, _ in sheet.filled.get(row, []))


def _beside(
    sheet: Sheet,
    row: int,
    columns: Mapping[str, int],
    lists: dict[str, str],
    accepted: dict[str, str],
    known: Choices,
) -> Choices:
    """Return runs of neighbours in a row of headings that are all words of one field's list, with different meanings.

    The field is the one that the first word heads. Words that head none ("Ya | Tidak") are no field's because another
    lacks its column: what they tell is asked, for it could be held against somebody.
    """
    headings: dict[int, list[str]] = {}
    for name in lists.keys() & columns.keys() - known.keys():
        headings.setdefault(columns[name], []).append(name)
    taken = {column for own in known.values() for column in own}
    words = {column: word for column, word in _words(sheet, row).items() if column not in taken}
    found: Choices = {}
    for column in sorted(headings.keys() & words.keys()):
        if any(column in own for own in found.values()):
            continue
        headed = headings[column]
        runs = {name: run for name in headed if len(run := _run(words, column, lists[name], name, accepted)) >= _FEWEST}
        if len(runs) == 1:
            found |= runs
    return found


def _run(words: dict[int, str], start: int, field_list: str, name: str, accepted: dict[str, str]) -> dict[int, str]:
    """Return the run of words from a column on; a heading of another field ends it, a meaning told twice does, too."""
    run: dict[int, str] = {}
    meanings: set[str] = set()
    column = start
    while column in words:
        meaning = _reads(words[column], field_list)
        other = accepted.get(key_of_heading(words[column]), name) != name
        if meaning is None or meaning in meanings | {AMBIGUOUS} or other:
            break
        run[column] = words[column]
        meanings.add(meaning)
        column += 1
    return run


def _merged(
    sheet: Sheet, headings: range, columns: Mapping[str, int], lists: dict[str, str], known: Choices
) -> Choices:
    """Return the fields whose heading is merged over several columns that have no heading of their own."""
    found: Choices = {}
    for top, left, bottom, right in sheet.merged:
        names = [name for name in lists if columns.get(name) == left and name not in known]
        if top not in headings or right == left or not names:
            continue
        below = {column for row in range(bottom + 1, headings[-1] + 1) for column in _words(sheet, row)}
        others = set(columns.values()) - {left}
        if not (below | others) & set(range(left, right + 1)):
            found[names[0]] = dict.fromkeys(range(left, right + 1), "")
    return found
