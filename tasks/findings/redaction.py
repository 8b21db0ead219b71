"""Shown values and names without identifiers and birth dates, before they leave the product.

What a village wrote may hold anything anywhere, so numbers and dates are looked for in every value; only a value that
is as a whole what its rule expects (a recent date, village codes) is shown as it is.
"""

import re
import unicodedata
from typing import Any

import pandas as pd

from data.calendar import month_numbers
from data.forms import words_around
from data.identifiers import mask, masked
from data.reference import limit
from expectations.rule import Kind

_MONTH = "|".join(sorted(month_numbers(), key=len, reverse=True))
_LONG_NUMBER = re.compile(r"[0-9](?:[\s./\\_\-]{0,2}[0-9]){7,}")
_SHORT_DATE = re.compile(
    rf"[0-9]{{1,2}}[\s./\\_\-]{{1,2}}(?:[0-9]{{1,2}}|(?:{_MONTH})\b)[\s./\\_,\-]{{1,2}}(?:[0-9]{{4}}|[0-9]{{2}})",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"[0-9]{4}[\s./\\_\-]{1,2}[0-9]{1,2}[\s./\\_\-]{1,2}[0-9]{1,2}")
_RECENT_YEAR = r"(?:20[1-9][0-9]|[1-3][0-9])"
_RECENT_DATE = re.compile(
    rf"[0-9]{{1,2}}[\s./\-]{{1,2}}(?:[0-9]{{1,2}}|{_MONTH})[\s./,\-]{{1,2}}{_RECENT_YEAR}"
    r"|20[1-9][0-9][./\-][0-9]{1,2}[./\-][0-9]{1,2}",
    re.IGNORECASE,
)
_TO = rf" ?(?:-|–|&|{'|'.join(map(re.escape, sorted(words_around('span_word'))))}) ?"
_DAY, _CLOCK = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:[01]?[0-9]|2[0-3])[.:][0-5][0-9]"
_HOURS = rf"{_CLOCK}(?:{_TO}{_CLOCK})?"
_SEEN_AT_WORK = re.compile(
    r"(?<![0-9])(?<![0-9][\s./\\_\-])"
    rf"(?:(?:{_DAY}{_TO})?{_DAY}[\s./\-]{{1,2}}(?:0?[1-9]|1[0-2]|{_MONTH})[\s./,\-]{{1,2}}20[1-9][0-9]"
    rf"(?:,? (?:(?:pukul|pkl|jam)\.? )?{_HOURS})?|{_HOURS})"
    r"(?![\s./\\_\-]{0,2}[0-9])",
    re.IGNORECASE,
)
"""Days since 2010 and times of day that stand by themselves: nobody's birth date, and no part of a number."""

_VILLAGE_CODE = r"[0-9]{2}\.?[0-9]{2}\.?[0-9]{2}\.?[0-9]{4}"
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\Z")
_VILLAGE_CODES = re.compile(rf"{_VILLAGE_CODE}(?:; {_VILLAGE_CODE})*")


def shown_values(values: "pd.Series[Any]", kind: Kind) -> "pd.Series[str]":
    """Return values as they may be shown: masked, dates in ISO form, long texts cut (limits.csv, shown_characters).

    In: any column; ``kind`` is what its values are meant to be. Out: ``str``, missing stays missing.
    """
    if pd.api.types.is_datetime64_any_dtype(values):
        return pd.to_datetime(values).dt.strftime("%Y-%m-%d").astype("str")
    hidden = {value: _cut(_hide(_with_plain_digits(str(value)), kind)) for value in values.dropna().unique()}
    return values.map(hidden).astype("str")


def name_of(subject: str) -> str:
    """Return the name alone of a subject as ``subjects`` writes it."""
    return _IN_BRACKETS.sub("", subject)


def subjects(names: "pd.Series[str]", identifiers: "pd.Series[str]") -> "pd.Series[str]":
    """Return ``name (masked identifier)``, or the one of them that is known; missing where neither is."""
    name, identifier = shown_values(names, "text"), masked(identifiers)
    both = name + " (" + identifier + ")"
    return both.fillna(name).fillna(identifier)


def _hide(text: str, kind: Kind) -> str:
    if kind == "identifier":
        return _hide_identifier(text)
    if (kind == "date" and _RECENT_DATE.fullmatch(text)) or (kind == "code" and _VILLAGE_CODES.fullmatch(text)):
        return text
    parts, end = [], 0
    for seen in _SEEN_AT_WORK.finditer(text):
        parts += [_hide_numbers(text[end : seen.start()]), seen[0]]
        end = seen.end()
    return "".join([*parts, _hide_numbers(text[end:])])


def _hide_numbers(text: str) -> str:
    for pattern in (_LONG_NUMBER, _YEAR_FIRST, _SHORT_DATE):
        text = pattern.sub(lambda found: _hide_identifier(found[0]), text)
    return text


def _hide_identifier(text: str) -> str:
    """Mask a text that is one number: as NIP or NIK where it is one, else every digit in its place."""
    digits = re.sub(r"[\s./\\_\-]", "", text)
    if digits.isdecimal():
        return mask(digits)
    return re.sub("[0-9]", mask("0"), text)


def _with_plain_digits(text: str) -> str:
    """Write full-width and other digits as 0–9, so that no disguise passes the masks."""
    return text if text.isascii() else "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _cut(text: str) -> str:
    longest = int(limit("shown_characters"))
    return text if len(text) <= longest else text[: longest - 1] + "…"
