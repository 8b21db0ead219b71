"""What stands beside a value that accuses: TIDAK beside "sudah ttd", TK beside "jaga posko" or two clock times.

Only a text that says the same as the value, and nothing else, leaves it as it is. Beside any other the value is not
known: it is asked, and held against nobody.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from data.forms import code_reader, words_around
from data.names import plain
from data.reference import load
from data.sheet_words import ConfirmingWords
from tasks.reading import values
from tasks.reading.cells import Value

_WORD = re.compile(r"[\w/]+")
_LONGEST_PHRASE = 5
_MIDNIGHT = "00:00"  # machines print it where nobody came


@lru_cache(maxsize=20_000)
def is_confirmed(field: str, code: str, text: str, others: frozenset[str] = frozenset()) -> bool:
    """Tell whether a text says what a field's code says, and nothing else.

    ``others``: the codes that stand elsewhere in the same row; what the text tells of them is not about this one.
    """
    words = tuple(_WORD.findall(plain(text).casefold()))
    phrases = _phrases(field, code)
    place, told = 0, False
    while place < len(words):
        size = next((size for size in range(_LONGEST_PHRASE, 0, -1) if words[place : place + size] in phrases), 0)
        if size:
            told |= phrases[words[place : place + size]] == "confirms"
        elif size := _size_of_other(field, words[place:], others):
            told = True
        else:
            return False
        place += size
    return told


def clock_times(entered: Iterable[Value]) -> str:
    """Return the times of day among cells as ``HH:MM – HH:MM``; ``""`` where none is one."""
    read = [values.clock(value)[0] for value in entered if value != ""]
    return " – ".join(time for time in read if time and time != _MIDNIGHT)


def _size_of_other(field: str, words: tuple[str, ...], others: frozenset[str]) -> int:
    """Return how many words tell of another code of the row: its meaning, a date, a number of days."""
    if not others:
        return 0
    if words[0].isdigit() or words[0] in words_around("counting_word") or words[0] in words_around("date_word"):
        return 1
    reader = code_reader("attendance" if field == "status" else field)
    told = (size for size in range(_LONGEST_PHRASE, 0, -1) if reader.read(" ".join(words[:size]))[0] in others)
    return next(told, 0)


@cache
def _phrases(field: str, code: str) -> Mapping[tuple[str, ...], str]:
    rows = load("confirming_words", ConfirmingWords)
    return {tuple(row.words.split()): row.kind for row in rows if (row.field, row.value) == (field, code)}
