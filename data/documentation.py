"""Tables that the documentation is built from: terms, states and sources."""

from dataclasses import dataclass

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
class Source:
    """One row of ``sources.csv``: where a whole table comes from, for tables whose rows do not name it."""

    file: Filled
    source: Filled
    retrieved: Filled
    note: str
