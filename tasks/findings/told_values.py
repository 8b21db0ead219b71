"""Values as a sentence says them: days and months in words, codes by the words of sentence_words.csv."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from data.calendar import Period
from data.catalogue import case_stages
from data.figures import date_text, value_text
from data.forms import form_label
from data.register import villages_in
from data.sentence_words import sentence_words, told_as
from tasks.findings.redaction import shown_values

_SEVERAL = "; "
_VILLAGE_CODE = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}")
_MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")


def told_values(name: str, values: "pd.Series[Any]", language: str) -> "pd.Series[str]":
    """Return the values of a placeholder as a sentence says them; missing stays missing.

    In: the column of that name; what its values are stands in sentence_values.csv, a day is known by its type. A value
    that is not of its kind, as a village may write it, is shown masked (``shown_values``).
    """
    if pd.api.types.is_datetime64_any_dtype(values):
        days = pd.to_datetime(values)
        return days.map({day: date_text(day.date(), language) for day in days.dropna().unique()}).astype("str")
    kind = told_as().get(name, "")
    tell = _teller(kind, language)
    shown = shown_values(values, "code" if kind == "village" else "text")
    words = {text: _SEVERAL.join(tell(part) for part in text.split(_SEVERAL)) for text in shown.dropna().unique()}
    return shown.map(words).astype("str")


def shown_in_words(values: "pd.Series[str]", language: str) -> "pd.Series[str]":
    """Return shown values as a sentence says them: villages with their names, days and months in words.

    In: masked values (``shown_values``), several joined by ``; ``; missing stays missing.
    """
    words = {
        value: _SEVERAL.join(_shown(part, language) for part in value.split(_SEVERAL))
        for value in values.dropna().unique()
    }
    return values.map(words).astype("str")


def _shown(part: str, language: str) -> str:
    if _VILLAGE_CODE.fullmatch(part):
        known = villages_in(part)
        return part if known.empty else f"{known['name'].iloc[0]}, {part}"
    if _MONTH.fullmatch(part):
        return Period.parse(part).in_words(language)
    return value_text(part, language)


def _teller(kind: str, language: str) -> Callable[[str], str]:
    if kind == "form":
        return lambda form: form_label(form, language)
    if kind == "file":
        return lambda file: PurePosixPath(file).name
    if kind == "month":
        return lambda month: Period.parse(month).in_words(language)
    if kind == "village":
        return lambda code: _shown(code, language)
    known = _stages(language) if kind == "stage" else sentence_words(kind, language)
    return lambda code: known.get(code, code)


def _stages(language: str) -> dict[str, str]:
    labels = {code: stage.label(language) for code, stage in case_stages().items()}
    return {code: label[0].lower() + label[1:] for code, label in labels.items()}
