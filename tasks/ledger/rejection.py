"""Why something that a person wants recorded is not: one sentence, wherever it was said."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.sentences import both, text


@dataclass(frozen=True)
class Rejection:
    """A sentence of ``sentences.csv`` with its values, and the field that it is ``about``."""

    about: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, language: str) -> str:
        return text(self.code, language, **self.values)

    def sentences(self) -> str:
        """Return the sentence in both languages."""
        return both(self.code, **self.values)
