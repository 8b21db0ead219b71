"""The catalogue of violations as people read it: whom an entry binds and who is competent, in words."""

import pandas as pd

from data.catalogue import Violation
from data.reference import reference
from data.sentence_words import sentence_words
from data.sentences import text


def told_violations(language: str) -> pd.DataFrame:
    """Return ``violations.csv`` with ``subjects`` and ``channel`` in words, in its own order."""
    known, bound, bodies = (
        reference("violations", Violation),
        sentence_words("subject", language),
        sentence_words("channel", language),
    )
    return known.assign(
        subjects=known["subjects"].map(lambda codes: ", ".join(bound.get(code, code) for code in codes.split(";"))),
        channel=known["channel"].map(lambda codes: _bodies(codes, bodies, language)),
    )


def _bodies(codes: str, words: dict[str, str], language: str) -> str:
    """Tell a channel: ``/`` stands between bodies that share the task, ``>`` before the one that follows."""
    steps = [", ".join(words.get(code, code) for code in step.split("/")) for step in codes.split(">")]
    first, *rest = steps
    return text("channel_then", language, first=first, then=", ".join(rest)) if rest else first
