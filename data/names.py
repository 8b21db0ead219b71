"""Comparing what people write: headings and codes without their disguises, names without titles."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from data.reference import records

if TYPE_CHECKING:
    import pandas as pd

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e]")
_PUNCTUATION = re.compile(r"[\s_.\-]+")
_NOT_LETTER = re.compile(r"[^a-z' ]+")


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Return ``text`` without invisible characters, in composed form, every run of white space one space."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """Return what headings and codes are compared by: no case, accents, spaces, ``_``, ``-`` or ``.``."""
    bare = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text))
    return _PUNCTUATION.sub("", "".join(c for c in bare if not unicodedata.combining(c))).casefold()


@cache
def _titles() -> frozenset[str]:
    return frozenset(key(row["title"]) for row in records("titles"))


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """Return a person's name without titles, degrees, case and punctuation: ``Drs. H. Sutrisno, M.Si`` → ``sutrisno``.

    What stands behind the first comma is degrees; titles before the name are those of ``titles.csv``.
    """
    parts = plain(name).split(",")
    behind = " ".join(parts[1:]).split() if key(parts[0]) in _titles() else []
    words = behind or parts[0].split()
    kept = [word for word in words if key(word) not in _titles()] or words
    return " ".join(_NOT_LETTER.sub("", unicodedata.normalize("NFKD", word).casefold()) for word in kept).strip()


def name_keys(names: "pd.Series[str]") -> "pd.Series[str]":
    """Return ``name_key`` of each name; missing stays missing."""
    return names.map(name_key, na_action="ignore").astype("str")
