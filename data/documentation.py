"""Tables that the documentation is built from: terms, states and sources."""

from dataclasses import dataclass
from typing import Literal

from data.reference import Filled


@dataclass(frozen=True)
class GlossaryTerm:
    """One row of ``glossary.csv``."""

    term_id: Filled
    term_en: Filled
    meaning_id: Filled
    meaning_en: Filled


@dataclass(frozen=True)
class State:
    """One row of ``states.csv``: what a state means, who sets it, what follows, and the file where that stands."""

    subject: Filled
    state: Filled
    meaning: Filled
    set_by: Filled
    follows: str
    source: Filled


@dataclass(frozen=True)
class IdentifierPlace:
    """One row of ``identifier_places.csv``: files (``pattern`` below ``root``) that show NIP and NIK whole or not.

    A root is a folder of an installation, or what a command writes to where it is told (templates, explain).
    """

    root: Literal["home", "inbox", "templates", "explain"]
    pattern: Filled
    shows: Literal["full", "masked"]
    content: Filled


@dataclass(frozen=True)
class Source:
    """One row of ``sources.csv``: where a whole table comes from, for tables whose rows do not name it."""

    file: Filled
    source: Filled
    retrieved: Filled
    note: str
