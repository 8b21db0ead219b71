"""Words of a row that say otherwise than a field of it that accuses: "bukan pelanggaran" beside an open stage."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from data.names import plain
from data.reference import Filled, load

OTHER = "other"
"""The name under which ``heard_in`` hears the columns that a form has not."""

_TOKEN = re.compile(r"[\w/]+|[^\w\s]")
_LONGEST_PHRASE = 5
_WORDS_CANCELLED = 4  # "belum ada putusan pleno"
_EVERY = "any"


@dataclass(frozen=True)
class DeniableField:
    """One row of ``deniable_fields.csv``: a field that accuses, and the fields of its row whose texts may deny it.

    ``heard_in`` names them, and ``other`` the columns that the form has not.
    """

    form: Filled
    field: Filled
    heard_in: Filled
    source: Filled


@dataclass(frozen=True)
class DenyingWords:
    """One row of ``denying_words.csv``: words beside a field that say otherwise than what is held against somebody.

    Those of ``cancels`` take the words behind them back ("belum selesai"), up to a sign or to one that ``resumes``
    ("belum lengkap, tapi sudah lapor"); ``any`` stands for every form and field.
    """

    form: Filled
    field: Filled
    kind: Literal["denies", "cancels", "resumes"]
    words: Filled
    source: Filled


@cache
def deniable(form: str) -> tuple[DeniableField, ...]:
    """Return the deniable fields of a form."""
    return tuple(row for row in load("deniable_fields", DeniableField) if row.form == form)


def row_denies(form: str, field: str, written: Mapping[str, str]) -> str:
    """Return what a row's texts, by field, say against one of its fields; ``""`` where they say nothing."""
    return "; ".join(filter(None, (denial(form, field, written.get(name, "")) for name in heard_in(form, field))))


@cache
def heard_in(form: str, field: str) -> tuple[str, ...]:
    """Return the fields whose texts are heard about a field, ``OTHER`` among them."""
    return tuple(next(row.heard_in for row in deniable(form) if row.field == field).split())


@lru_cache(maxsize=20_000)
def denial(form: str, field: str, text: str) -> str:
    """Return the words of a text that deny a field, as they are written there; ``""`` where none does."""
    if not text:
        return ""
    clean = plain(text)
    tokens = [(found[0].casefold(), found.start(), found.end()) for found in _TOKEN.finditer(clean)]
    words = tuple(word for word, _, _ in tokens)
    phrases = _phrases(form, field)
    found, place, cancelled = [], 0, 0
    while place < len(words):
        longest = min(_LONGEST_PHRASE, len(words) - place)
        size = next((n for n in range(longest, 0, -1) if words[place : place + n] in phrases), 0)
        kind = phrases.get(words[place : place + size])
        if words[place] in _resuming() or not words[place][0].isalnum():
            cancelled = 0
        if kind == "denies" and not cancelled:
            found.append(clean[tokens[place][1] : tokens[place + size - 1][2]])
        cancelled = _WORDS_CANCELLED if kind == "cancels" else max(cancelled - 1, 0)
        place += size or 1
    return "; ".join(dict.fromkeys(found))


@cache
def _phrases(form: str, field: str) -> Mapping[tuple[str, ...], str]:
    """Return the phrases told about a field and their kinds."""
    wanted = {(form, field), (_EVERY, _EVERY)}
    rows = (row for row in load("denying_words", DenyingWords) if (row.form, row.field) in wanted)
    return {tuple(row.words.split()): row.kind for row in rows if row.kind != "resumes"}


@cache
def _resuming() -> frozenset[str]:
    return frozenset(row.words for row in load("denying_words", DenyingWords) if row.kind == "resumes")
