"""Who is a person: what a name, an identifier and a post look like, and what only stands where one could."""

import re
from functools import cache, lru_cache

from data.forms import code_reader
from data.names import is_post, key, plain
from data.reference import load
from data.sheet_words import RowMark
from tasks.reading.placeholders import is_placeholder

_LETTERS = re.compile(r"[A-Za-z]")
_WORD = r"(?:NIP(?:PPK)?|NIK|NI PPPK|NRP)\b"
_DIGITS = r"((?:[0-9][ .\-']?){15,18}[0-9]?)(?![0-9])"
_IDENTIFIER = re.compile(rf"(?:\A|(?<=[\s(/,;:]))(?:{_WORD}[ .:]*)?{_DIGITS}\)?", re.IGNORECASE)
_WORD_OF_NUMBER = re.compile(rf"\b{_WORD}[ .:/]*\Z", re.IGNORECASE)
_FEWEST_DIGITS = 3
_FEWEST_LETTERS = 2
_LONGEST_NAME = 70
_AREAS = re.compile(r"\A(?:desa|kelurahan|kecamatan|dusun|kabupaten|pemerintah)\b", re.I)


@lru_cache(maxsize=20_000)
def looks_like_name(text: str) -> bool:
    """Tell whether a text may be a person's name: letters, no sentence, no post, no area, no mark of a row."""
    written = plain(text)
    if len(written) > _LONGEST_NAME or len(_LETTERS.findall(written)) < _FEWEST_LETTERS or written[-1:] in ":,;=":
        return False
    if written[:1] in ":=" or is_placeholder(written) or _AREAS.match(written):
        return False
    return not is_post(written) and key(written) not in row_marks()


def is_identifier(text: str) -> bool:
    """Tell whether a text is meant as a number of a person: digits, and not the end of a sentence (": 23 hari")."""
    digits = sum(1 for letter in text if letter.isdigit())
    words = sum(1 for letter in text if letter.isalpha())
    return digits >= _FEWEST_DIGITS and digits > words and text[:1] not in ":="


def is_category(text: str) -> bool:
    """Tell whether a text is a known Status Kepegawaian."""
    return bool(text) and bool(code_reader("category").read(text)[0])


@lru_cache(maxsize=20_000)
def name_and_identifier(text: str) -> tuple[str, str]:
    """Split "SUTRISNO⏎NIP. 19700101 199503 1 001" into name and number; the number is ``""`` when there is none."""
    found = _IDENTIFIER.search(plain(text))
    if not found:
        return text, ""
    written = plain(text)
    name = f"{_WORD_OF_NUMBER.sub('', written[: found.start()])} {written[found.end() :]}".strip(" ,;:/-()\t")
    return plain(name), found[1].strip()


@cache
def row_marks() -> frozenset[str]:
    """Return the words that mark a row as none of an entry (``row_marks.csv``), as keys."""
    return frozenset(key(row.mark) for row in load("row_marks", RowMark))
