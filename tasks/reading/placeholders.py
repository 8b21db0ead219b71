"""What people write where they have nothing to write: dashes, dots, NIHIL; and marks that repeat the cell above."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from data.names import begins_with, key, plain
from data.reference import load
from data.sheet_words import Placeholder
from tasks.reading.cells import Value

_FILLING = re.compile(r"\A[\s.…_\-–—*=~:]*\Z")
_LONGEST = 24
_SENTENCES = ("vacant_since", "nil")
_NUMBERED = re.compile(r"\A[0-9]{1,3}[.)]+ *")
_FOOTNOTE = re.compile(r"\A\*{1,3}\)")
_SPACED = re.compile(r"\A\w(?: \w)+\Z")


def is_placeholder(value: Value, *, zero: bool = False) -> bool:
    """Tell whether a cell holds no value; ``zero``: a text or an identifier is due, so that 0 is none either."""
    if isinstance(value, str):
        return _kind(value) in {"none", "vacant"} or (zero and value.strip() == "0")
    return zero and not isinstance(value, bool) and value == 0


def says_vacant(value: Value) -> bool:
    """Tell whether a text in a name's cell says that the post is vacant: "Kosong sejak 2023", "Belum dilantik"."""
    return isinstance(value, str) and _begins(value, "vacant_since")


def says_nil(value: Value) -> bool:
    """Tell whether a text says that there is nothing to report: "Tidak ada laporan selama bulan Oktober"."""
    return isinstance(value, str) and _begins(value, "nil")


def may_be_none(values: Iterable[Value]) -> set[Value]:
    """Return those of a sheet's values that are none in one column or another: by a sign, a 0, or what they say."""
    return {value for value in values if (_may_be_none(value) if value.__class__ is str else value == 0)}


def is_ditto(value: Value) -> bool:
    """Tell whether a cell repeats the one above it."""
    return isinstance(value, str) and _kind(value) == "ditto"


def dittos(values: Iterable[Value]) -> set[Value]:
    """Return those of a sheet's values that repeat the cell above them."""
    return {value for value in values if value.__class__ is str and _kind(value) == "ditto"}


@lru_cache(maxsize=20_000)
def without_number(text: str) -> str:
    """Return what stands behind a row's number in its cell: "1. ttd" is "ttd", "1. ......" only the dots."""
    return _NUMBERED.sub("", plain(text))


@cache
def _kinds() -> dict[str, str]:
    return {_bare(row.text): row.kind for row in load("placeholders", Placeholder) if row.kind not in _SENTENCES}


@lru_cache(maxsize=20_000)
def _may_be_none(text: str) -> bool:
    return is_placeholder(text, zero=True) or says_vacant(text) or says_nil(text)


@lru_cache(maxsize=20_000)
def _begins(text: str, kind: str) -> bool:
    """Tell whether a text begins with the words of one kind of sentence."""
    words = plain(text).casefold().lstrip("( ")
    rows = load("placeholders", Placeholder)
    return any(row.kind == kind and begins_with(words, row.text.casefold()) for row in rows)


@lru_cache(maxsize=20_000)
def _kind(text: str) -> str:
    """Return ``none``, ``vacant``, ``ditto`` or ``""``."""
    if len(text) > _LONGEST and not _FILLING.match(without_number(text)):
        return ""
    if _FOOTNOTE.match(text.strip()):
        return ""
    bare = _bare(without_number(text) or text)
    if not bare or _FILLING.match(bare):
        return "none"
    return _kinds().get(bare, "")


def _bare(text: str) -> str:
    """Return a text as placeholders are compared: "N I H I L", "(kosong)" and "Nihil." are the words alone."""
    written = plain(text).strip("()[]* ")
    if _SPACED.match(written):
        written = written.replace(" ", "")
    return key(written) or written
