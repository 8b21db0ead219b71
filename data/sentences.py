"""Every sentence that people read: ``sentences.csv``, by key, in Indonesian (``id``) and English (``en``)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from data.errors import InternalError
from data.figures import count_text, date_text
from data.reference import Filled, load

LANGUAGES = ("id", "en")

VILLAGES = "id"
"""The language of what goes to villages, forms and replies, whatever language an audit speaks."""


@dataclass(frozen=True)
class Sentence:
    """One row of ``sentences.csv``."""

    area: Filled
    key: Filled
    id: Filled
    en: Filled

    def said(self, language: str) -> str:
        return self.en if language == "en" else self.id


def text(key: str, language: str, /, **values: object) -> str:
    """Return one sentence with its values filled in; whole numbers and days as the language writes them.

    Raises ``InternalError`` for a key that ``sentences.csv`` does not have.
    """
    told = {name: _said(value, language) for name, value in values.items()}
    row = _sentences().get(key)
    if row is None:
        raise InternalError(f"sentences.csv has no row with the key {key!r}")
    return row.said(language).format_map(told)


def both(key: str, /, **values: object) -> str:
    """Return one sentence in both languages, for when nobody has chosen one yet."""
    return f"{text(key, 'id', **values)} / {text(key, 'en', **values)}"


def _said(value: object, language: str) -> object:
    if isinstance(value, date):
        return date_text(value, language)
    return count_text(value, language) if isinstance(value, int) else value


@cache
def _sentences() -> dict[str, Sentence]:
    return {row.key: row for row in load("sentences", Sentence)}
