"""The catalogue of violations, and the cases that name it, as people read them: persons and bodies in words."""

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


def told_cases(cases: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return *cases* (result) as people read them: status and bodies in words, and what is alleged as an allegation.

    Copied out of the sheet alone, the catalogue's own sentence would say that the person did it.
    """
    statuses, bodies = sentence_words("category", language), sentence_words("channel", language)
    words = {name: cases[name].map(lambda code: statuses.get(code, code)) for name in ("category", "second_category")}
    words |= {
        name: cases[name].map(lambda codes: _named(codes, bodies, language), na_action="ignore")
        for name in ("channel", "forwarded_to", "competent")
        if name in cases
    }
    alleged = cases["violation"].map(lambda told: _alleged(told, language), na_action="ignore")
    return cases.assign(**{name: told.astype("str") for name, told in words.items()}, violation=alleged.astype("str"))


def _alleged(description: str, language: str) -> str:
    first, rest = description[0], description[1:]
    is_word = rest[:1].islower() or rest[:1] == " "
    return text("alleged", language, description=(first.lower() if is_word else first) + rest)


def _named(codes: str, words: dict[str, str], language: str) -> str:
    """Tell one body or several; a code that is known as a whole (``ATASAN TNI/POLRI``) is not taken apart."""
    return "; ".join(words.get(code) or _bodies(code, words, language) for code in codes.split("; "))


def _bodies(codes: str, words: dict[str, str], language: str) -> str:
    """Tell a channel: ``/`` stands between bodies that share the task, ``>`` before the one that follows."""
    steps = [", ".join(words.get(code, code) for code in step.split("/")) for step in codes.split(">")]
    first, *rest = steps
    return text("channel_then", language, first=first, then=", ".join(rest)) if rest else first
