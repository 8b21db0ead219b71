"""The sentence of a finding and how to mend it: the rule's own, or that of its cause (causes.csv), filled in."""

import re
from collections.abc import Mapping
from functools import cache
from string import Formatter
from typing import NamedTuple

from data.catalogue import Cause, Rule, causes
from data.reference import Limit, load

BESIDE_COMPLETE = "beside_complete"
"""The cause of a fault in a file or sheet whose village has all its forms of the month without it."""

_MEGABYTE = 1_000_000
_IF_KNOWN = re.compile(r"\[([^\[\]]*)\]")


class Wording(NamedTuple):
    """What a person reads about one finding."""

    statement: str
    mend: str


def wording(rule: Rule, cause: str, values: Mapping[str, str], language: str) -> Wording:
    """Return the wording of a finding.

    ``cause`` holds codes of causes.csv joined by ``;``; one that has no line there leaves the rule's own sentences, and
    ``BESIDE_COMPLETE`` adds to what is said without it. ``values`` fill the placeholders of cause sentences, such as
    ``{missing_columns}``; limits.csv fills the others. What stands in square brackets is said where all its values are
    known. No cause (``""``) may have a line, too: it says who and when, where the row knows all that it names outside
    of brackets.
    """
    known: list[Cause | Rule] = [causes()[rule.code, code] for code in _codes(rule, cause) if code]
    if not any(code not in {"", BESIDE_COMPLETE} for code in _codes(rule, cause)):
        known.insert(0, _named(rule, values) or rule)
    if known == [rule]:
        return Wording(rule.statement(language), rule.mend(language))
    told = {**_limits(), **values}
    return Wording(
        " ".join(_filled(entry.statement(language), told) for entry in known),
        " ".join(_filled(entry.mend(language), told) for entry in known),
    )


def _filled(sentence: str, values: Mapping[str, str]) -> str:
    """Return a sentence with its values; what stands in square brackets falls away where one of them is missing."""

    def said(part: re.Match[str]) -> str:
        return part[1] if all(values.get(name) for name in _names(part[1])) else ""

    return _IF_KNOWN.sub(said, sentence).format_map(values)


def _names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def _named(rule: Rule, values: Mapping[str, str]) -> Cause | None:
    """Return the rule's sentence with names and days, where the row has them all."""
    named = causes().get((rule.code, ""))
    if named is None:
        return None
    wanted = _names(_IF_KNOWN.sub("", named.statement_id))
    return named if all(values.get(name) for name in wanted) else None


def severity(rule: Rule, cause: str) -> str:
    """Return the severity of a finding: its cause's where causes.csv names one, else the rule's.

    Of several causes (joined by ``;``) one without its own leaves the rule's; ``BESIDE_COMPLETE`` overrules them all.
    """
    codes = [code for code in _codes(rule, cause) if code]
    own = {causes()[rule.code, code].severity for code in ([BESIDE_COMPLETE] if BESIDE_COMPLETE in codes else codes)}
    return own.pop() if len(own) == 1 and "" not in own else rule.severity


def _codes(rule: Rule, cause: str) -> list[str]:
    """Return the codes of a cause that have a line in causes.csv."""
    return [code for code in cause.split(";") if (rule.code, code) in causes()]


@cache
def placeholders(rule: str) -> frozenset[str]:
    """Return the names that the cause sentences of a rule want filled from the failing row."""
    sentences = [
        text
        for (code, _), cause in causes().items()
        if code == rule
        for text in (cause.statement_id, cause.statement_en, cause.mend_id, cause.mend_en)
    ]
    return frozenset(name for text in sentences for name in _names(text)) - _limits().keys()


@cache
def _limits() -> dict[str, str]:
    """Return the limits as people write them: bytes in MB, thousands with a dot."""
    return {
        row.limit: f"{row.value / _MEGABYTE:.0f} MB" if row.unit == "bytes" else f"{row.value:,.0f}".replace(",", ".")
        for row in load("limits", Limit)
    }
