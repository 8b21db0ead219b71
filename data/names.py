"""Comparing what people write: headings and codes without their disguises, names without titles."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from data.reference import Filled, load

if TYPE_CHECKING:
    import pandas as pd

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e]")
_PUNCTUATION = re.compile(r"[\s_.\-]+")
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?")
_NUMBER = re.compile(r"(?:\b(?:NIP(?:PPK)?|NIK|NRP)\b[ .:]*)?[0-9][0-9 .\-']{13,}[0-9]", re.IGNORECASE)
_DEGREE = re.compile(r"\A[A-Z][A-Za-z]{0,4}(?:\.[A-Za-z]{1,4})+\.?\Z")
_WORD = re.compile(r"\w+")
_NOT_LETTER = re.compile(r"[^a-z' ]+")


@dataclass(frozen=True)
class Title:
    """One row of ``titles.csv``: a title before a name."""

    title: Filled
    source: Filled


@dataclass(frozen=True)
class Post:
    """One row of ``posts.csv``: how the name of a post begins."""

    post: Filled
    source: Filled


@dataclass(frozen=True)
class NobodyName:
    """One row of ``nobody_names.csv``: words in the place of a name that name nobody, and where in it they stand."""

    text: Filled
    place: Literal["beginning", "within", "whole"]
    source: Filled


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
    return frozenset(key(row.title) for row in load("titles", Title))


def _without_additions(written: str) -> str:
    """Return a name without brackets, a number and a post behind it; unchanged where nothing would be left."""
    bare = plain(_NUMBER.sub(" ", _IN_BRACKETS.sub(" ", written)))
    before, sign, behind = next((bare.partition(s) for s in (" - ", " – ", "/") if s in bare), (bare, "", ""))
    if sign and is_post(behind):
        bare = before
    return bare.strip(" ,;-/") or written


@lru_cache(maxsize=20_000)
def is_post(text: str) -> bool:
    """Tell whether a text begins with the name of a post ("Kaur Keuangan", "KEPALA DUSUN KRAJAN"), by ``posts.csv``."""
    begin = f"{plain(text).casefold().lstrip('( ')} "
    return any(begin.startswith(f"{post} ") for post in _posts())


@cache
def _posts() -> tuple[str, ...]:
    return tuple(row.post.casefold() for row in load("posts", Post))


def begins_with(text: str, words: str) -> bool:
    """Tell whether a text begins with words as such: "selesai" begins "selesai 18/9" and not "selesaikan"."""
    return text.startswith(words) and not (words[-1].isalnum() and text[len(words) : len(words) + 1].isalnum())


@lru_cache(maxsize=20_000)
def names_nobody(name: str) -> bool:
    """Tell whether a text in the place of a name says who it is of nobody: "Oknum", "Tidak diketahui", "NN", a post."""
    words = f" {' '.join(_WORD.findall(plain(name).casefold()))} "
    stands = {"beginning": words.startswith, "within": words.__contains__, "whole": words.__eq__}
    told = any(stands[row.place](f" {row.text} ") for row in load("nobody_names", NobodyName))
    return told or not words.strip() or plain(name).casefold() in _posts()


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """Return a person's name without titles, degrees, case and punctuation: ``Drs. H. Sutrisno, M.Si`` → ``sutrisno``.

    What stands behind the first comma is degrees, also without a comma where it is written like one (``S.Pd.SD``);
    titles before the name are those of ``titles.csv``. A remark in brackets, a post behind a dash or slash
    (``posts.csv``) and a NIP or NIK are none of a name.
    """
    parts = _without_additions(plain(name)).split(",")
    behind = " ".join(parts[1:]).split() if key(parts[0]) in _titles() else []
    words = behind or parts[0].split()
    kept = [word for word in words if key(word) not in _titles()] or words
    while len(kept) > 1 and _DEGREE.match(kept[-1]):
        kept.pop()
    return " ".join(_NOT_LETTER.sub("", unicodedata.normalize("NFKD", word).casefold()) for word in kept).strip()


def name_keys(names: "pd.Series[str]") -> "pd.Series[str]":
    """Return ``name_key`` of each name; missing stays missing."""
    return names.map(name_key, na_action="ignore").astype("str")
