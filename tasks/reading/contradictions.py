"""What a row says against its own value: TIDAK beside "sudah ttd", TK beside "sakit, surat dokter" or two clock times.

Such a value is not known: it is asked, and held against nobody.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from data.forms import words_around
from data.names import plain
from data.reference import load
from data.sheet_words import ContradictingWords
from tasks.reading import values
from tasks.reading.cells import Value

_WORD = re.compile(r"[\w/]+")
_REACH = 2  # "belum sempat ttd": how far before a word what denies it may stand
_MIDNIGHT = "00:00"  # machines print it where nobody came


@lru_cache(maxsize=20_000)
def codes_told_instead(field: str, code: str, remark: str) -> frozenset[str]:
    """Return the codes that a remark says instead of a field's code, by words that no word before them denies."""
    listed = _phrases(field, code)
    if not listed:
        return frozenset()
    words = tuple(_WORD.findall(plain(remark).casefold()))
    return frozenset(means for phrase, means in listed if _is_told(phrase, words))


def clock_times(entered: Iterable[Value]) -> str:
    """Return the times of day among cells as ``HH:MM – HH:MM``; ``""`` where none is one."""
    read = [values.clock(value)[0] for value in entered if value != ""]
    return " – ".join(time for time in read if time and time != _MIDNIGHT)


@cache
def _phrases(field: str, code: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    rows = load("contradicting_words", ContradictingWords)
    return tuple((tuple(row.words.split()), row.means) for row in rows if (row.field, row.value) == (field, code))


def _is_told(phrase: tuple[str, ...], words: tuple[str, ...]) -> bool:
    denying = words_around("denying_word")
    size = len(phrase)
    return any(
        words[place : place + size] == phrase and denying.isdisjoint(words[max(0, place - _REACH) : place])
        for place in range(len(words) - size + 1)
    )
