"""What the values of a sentence are called in it: ``sentence_values.csv`` and ``sentence_words.csv``."""

from dataclasses import dataclass
from functools import cache

from data.reference import Filled, load


@dataclass(frozen=True)
class SentenceValue:
    """One row of ``sentence_values.csv``: a placeholder, and the list (or *form*, *month*, *stage*) of its values."""

    placeholder: Filled
    told_as: Filled


@dataclass(frozen=True)
class SentenceWord:
    """One row of ``sentence_words.csv``: the word for a code inside a sentence."""

    list: Filled
    code: Filled
    word_id: Filled
    word_en: Filled


@cache
def told_as() -> dict[str, str]:
    """Return what the values of each placeholder are told as."""
    return {row.placeholder: row.told_as for row in load("sentence_values", SentenceValue)}


@cache
def sentence_words(name: str, language: str) -> dict[str, str]:
    """Return the words of a list by code; a code that is its own word (PNS, BKN) has no row."""
    rows = [row for row in load("sentence_words", SentenceWord) if row.list == name]
    return {row.code: row.word_en if language == "en" else row.word_id for row in rows}
