"""The kinds of decisions that persons take about findings and due dates, from ``decision_kinds.csv``."""

from dataclasses import dataclass
from functools import cache

from data.reference import Filled, Words, load


@dataclass(frozen=True)
class DecisionKind:
    """One kind: its labels, the fields that it needs besides the common ones, and how it is put in words.

    ``command`` and ``deployment`` (its flow in ``deployments.csv``): the only ones that record it, as they also make
    the file; blank where any person may tell it.
    """

    kind: Filled
    label_id: Filled
    label_en: Filled
    needs: Words
    command: str
    deployment: str
    words_id: Filled
    words_en: Filled
    meaning_id: Filled
    meaning_en: Filled
    source: Filled

    def label(self, language: str = "id") -> str:
        return self.label_en if language == "en" else self.label_id

    def words(self, language: str = "id", **facts: object) -> str:
        """Return what was decided as a sentence without its full stop."""
        return (self.words_en if language == "en" else self.words_id).format_map(facts)


@cache
def decision_kinds() -> dict[str, DecisionKind]:
    """Return the kinds by their code."""
    return {kind.kind: kind for kind in load("decision_kinds", DecisionKind)}
