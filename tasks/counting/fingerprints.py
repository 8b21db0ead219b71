"""Short stable names for things that have no number of their own: findings, groups, cases, audits."""

import hashlib
import hmac

import pandas as pd

_LENGTH = 16


def fingerprint(text: str) -> str:
    """Return the first 16 hexadecimal digits of the text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def fingerprints(texts: "pd.Series[str]") -> "pd.Series[str]":
    """Return ``fingerprint`` of each text; texts that occur again get their number in order, so that ids are unique."""
    again = texts.groupby(texts).cumcount()
    return pd.Series(
        [fingerprint(text if not n else f"{text}|{n}") for text, n in zip(texts, again, strict=True)],
        index=texts.index,
        dtype="str",
    )


def person_keys(persons: "pd.Series[str]", join_key: str) -> "pd.Series[str]":
    """Return the HMAC-SHA256 of what tells each person apart; missing where that is missing.

    In: ``accused`` or ``identity`` texts; the installation's key. The key makes it impossible to try all numbers.
    """
    key = join_key.encode()
    return persons.map(lambda person: hmac.new(key, person.encode(), "sha256").hexdigest(), na_action="ignore").astype(
        "str"
    )
