"""Columns that follow from reference lists: indicators, attendance codes, forms, variables."""

import math

import pandas as pd

from data.figures import count_text, decimal_text
from data.forms import code_list, expected_forms, form_label
from data.indicators import Indicator
from data.reference import load
from data.sentences import text
from data.workbook import ColumnPlan
from tasks.publishing.workbook.part import AuditPart

_SCORES = ("skn", "priority")
_WIDTH = 13
_UPPER = "thd_upper"
_RENAMED = ("tk_rate", _UPPER)


def value_columns(language: str) -> list[ColumnPlan]:
    """Return a column for each indicator's value; SKN and PRIO have their own places."""
    band, columns = text("band_values", language), []
    for name, label in indicators(language, scores=False).items():
        heading = text("indicator_heading", language, short=short_name(name, language), label=label)
        width = max(_WIDTH, *(len(word) for word in heading.split()))
        columns.append(ColumnPlan(name, heading, width, "score" if name == "skr" else "percent", band=band))
    return columns


def fraction_columns(rates: pd.DataFrame, language: str) -> list[ColumnPlan]:
    """Return two columns for each indicator, numerator and denominator, folded; whole numbers are shown as such.

    In: ``AuditPart.rates``.
    """
    columns = []
    for name in indicators(language, scores=False):
        for figure in ("numerator", "denominator"):
            values = rates.get((figure, name), pd.Series(dtype="float64")).dropna()
            kind = "int" if (values % 1 == 0).all() else "decimal"
            heading = text(figure, language, label=short_name(name, language))
            band = text("band_fractions", language)
            columns.append(ColumnPlan(f"{figure}_{name}", heading, 11, kind, band=band, folded=True))
    return columns


def with_rates(areas: pd.DataFrame, rates: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return areas with the columns that ``value_columns`` and ``fraction_columns`` show; ``key`` is their code.

    A share of nothing (no report, so none that is open) is no percentage.
    """
    found: dict[str, pd.Series[float]] = {}
    for name in indicators("id", scores=False):
        numerator, denominator, value = (
            areas[key].map(rates.get((figure, name), pd.Series(dtype="float64")))
            for figure in ("numerator", "denominator", "value")
        )
        found |= {f"numerator_{name}": numerator, f"denominator_{name}": denominator}
        found[name] = value.mask(denominator == 0)
    return areas.assign(**found)


def attendance_columns() -> list[ColumnPlan]:
    """Return a column for each attendance code."""
    return [ColumnPlan(entry.code, entry.code, 6, "int") for entry in code_list("attendance")]


def form_columns(language: str) -> list[ColumnPlan]:
    """Return a column for each expected form's state."""
    return [ColumnPlan(form, form_label(form, language), 14, "text", "submission_state") for form in expected_forms()]


def variable_columns(language: str) -> list[ColumnPlan]:
    """Return a column for each vulnerability variable's highest level."""
    return [ColumnPlan(entry.code, entry.label(language), 14, "text", "level") for entry in code_list("variable")]


def short_name(indicator: str, language: str) -> str:
    """Return an indicator's abbreviation, such as ``THJ``."""
    return text(f"short_{indicator}", language) if indicator in _RENAMED else indicator.upper()


def indicators(language: str, *, scores: bool) -> dict[str, str]:
    """Return the label of each indicator in order, THD's upper bound behind THD, with or without SKN and PRIO."""
    labels: dict[str, str] = {}
    for row in load("indicators", Indicator):
        if scores or row.indicator not in _SCORES:
            labels[row.indicator] = row.label(language)
        if row.indicator == "thd":
            labels[_UPPER] = text(_UPPER, language)
    return labels


def figures(part: AuditPart) -> pd.DataFrame:
    """Return the whole area's indicators: index indicator; value, numerator, denominator, reason."""
    table = part.tables.indicators
    return table[table["area_code"] == part.area.code].set_index("indicator")


def rate_text(part: AuditPart, indicator: str) -> str:
    """Return the whole area's rate in words with numerator and denominator, or that it does not apply."""
    rows = figures(part).reindex([indicator])
    value, numerator, denominator = (float(rows[figure].iloc[0]) for figure in ("value", "numerator", "denominator"))
    if math.isnan(value):
        return part.text("rate_unknown")
    return part.text(
        "rate_known",
        value=f"{decimal_text(100 * value, 1, part.language)}%",
        numerator=_plain_number(numerator, part.language),
        denominator=_plain_number(denominator, part.language),
    )


def _plain_number(number: float, language: str) -> str:
    return count_text(int(number), language) if number.is_integer() else decimal_text(number, 2, language)
