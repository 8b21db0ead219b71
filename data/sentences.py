"""Every sentence that people read: ``sentences.csv``, by key, in Indonesian (``id``) and English (``en``)."""

import errno
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


@dataclass(frozen=True)
class SystemTrouble:
    """One row of ``system_errors.csv``: what an operating system's error (``ENOENT``) is called in a sentence."""

    code: Filled
    id: Filled
    en: Filled


def text(key: str, language: str, /, **values: object) -> str:
    """Return one sentence with its values filled in; whole numbers, days and ``OSError``s as the language has them.

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
    if isinstance(value, OSError):
        return _trouble(value, language)
    return count_text(value, language) if isinstance(value, int) else value


def _trouble(error: OSError, language: str) -> str:
    """What happened, in the language; an error that no table knows, as the system or a library tells it."""
    known = _troubles().get(errno.errorcode.get(error.errno or 0, ""))
    if known is None:
        return error.strerror or str(error) or type(error).__name__
    return known.en if language == "en" else known.id


@cache
def _troubles() -> dict[str, SystemTrouble]:
    return {row.code: row for row in load("system_errors", SystemTrouble)}


@cache
def _sentences() -> dict[str, Sentence]:
    return {row.key: row for row in load("sentences", Sentence)}
