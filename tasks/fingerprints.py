"""Short stable names for things that have no number of their own: findings, groups, cases, audits."""

import hashlib

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
