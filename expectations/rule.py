"""What a rule is: a row of the catalogue, a vectorised condition, and how a failing row is shown.

A rule's module imports nothing but this and pandas, so that it stays light; ``expectations.engine`` turns every rule
into a Great Expectations expectation when something is to be validated.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from data.catalogue import Rule, rules
from data.errors import RuleError
from data.forms import NO_VALUE

Judge = Callable[[pd.DataFrame], "pd.Series[bool]"]
Source = str | Callable[[pd.DataFrame], "pd.Series[Any]"]
"""A column of the rule's table, or a function that derives such a column from the whole table."""

Kind = Literal["text", "identifier", "date", "code"]
"""What a shown value is meant to be: it decides how the value is masked (``tasks.findings.redaction``)."""


@dataclass(frozen=True)
class Place:
    """Where the cell of a failing row is.

    ``cell`` gives its address, ``sheet`` overrules the row's own sheet. With neither the finding has no cell.
    """

    cell: Source | None = None
    sheet: Source | None = None


def always(value: str) -> Source:
    """The same value for every row."""
    return lambda rows: pd.Series(value, index=rows.index, dtype="str")


def field(name: str) -> Place:
    """The cell of one field in the row."""
    return Place(cell=f"{name}_cell")


def cell_in(source: Source, sheet: Source | None = None) -> Place:
    """The cell whose address ``source`` gives for each row."""
    return Place(cell=source, sheet=sheet)


NOWHERE = Place()


@dataclass(frozen=True)
class Check:
    """One rule ready to judge: calling it with its table gives True (passes), False (fails), NA (not applied).

    ``shows`` is the shown value and ``kind`` what it is meant to be, ``cause`` a code of ``causes.csv`` (several
    joined by ``;``), ``date`` the date that a failing row is about, ``group`` the person or case whose findings are
    written up together (None: all of the village's).
    """

    rule: Rule
    judge: Judge
    at: Place
    shows: Source | None
    kind: Kind
    cause: Source | None
    date: Source | None
    group: Source | None

    def __call__(self, rows: pd.DataFrame) -> "pd.Series[bool]":
        return self.judge(rows)


def rule(
    code: str,
    at: Place = NOWHERE,
    shows: Source | None = None,
    kind: Kind = "text",
    cause: Source | None = None,
    date: Source | None = None,
    group: Source | None = None,
) -> Callable[[Judge], Check]:
    """Make a function the rule ``code``; raise ``RuleError`` unless it bears the catalogue's name for that code."""

    def made(judge: Judge) -> Check:
        known = rules().get(code)
        name = getattr(judge, "__name__", "")
        if known is None or known.name != name:
            raise RuleError(f"rules.csv has no rule {code} of the name {name}")
        return Check(known, judge, at, shows, kind, cause, date, group)

    return made


def verdicts(passes: "pd.Series[bool]", applies: "pd.Series[bool]") -> "pd.Series[bool]":
    """Join two masks into a rule's answer: NA where it does not apply, else whether it passes.

    Raises ``ValueError`` for a row that applies and has no answer: not applied must never hide a failure.
    """
    answers = passes.astype("boolean")
    where = applies.fillna(False).astype("bool")
    if bool(answers[where].isna().any()):
        raise ValueError("the condition has no answer for a row to which it applies")
    return answers.where(where)


def everywhere(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return the mask of a rule that applies to every row of its table."""
    return pd.Series(True, index=rows.index, dtype="bool")


def column(source: Source, rows: pd.DataFrame) -> "pd.Series[Any]":
    """Return what ``source`` says for each row of the table."""
    return rows[source] if isinstance(source, str) else source(rows)


def is_error_text(shown: "pd.Series[str]") -> "pd.Series[bool]":
    """Tell for each shown text whether it is an error, such as ``#REF!``, or a formula without value (D23's matter)."""
    return shown.str.startswith("#", na=False) | (shown == NO_VALUE)
