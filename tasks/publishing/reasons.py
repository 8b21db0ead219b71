"""Why a form or file does not count, as people read it."""

import re

from data.sentences import text

_WITH_RULE = re.compile(r"([A-Z]\d\d): (.+)", re.DOTALL)


def state_in_words(word: str, reason: str, language: str) -> str:
    """Return a state with its reason, which may begin with the state's own word: it stands once."""
    why = reason_in_words(reason, language).removeprefix(f"{word} ")
    return f"{word} ({why})" if word and why else why or word


def reason_in_words(reason: str, language: str) -> str:
    """Return a reason of *submissions* or *files* (result), whose rule is named as one: a bare code says nothing."""
    named = _WITH_RULE.fullmatch(reason)
    return text("reason_of_rule", language, rule=named[1], statement=named[2]) if named else reason
