"""How the workbooks that villages get are laid out and worded: the forms to fill in, and the replies.

Everything stands in ``village_forms.csv``, ``village_columns.csv``, ``sentences.csv`` and ``weekdays.csv``.
They are Indonesian only: villages read them.
"""

from dataclasses import dataclass
from functools import cache

from data.catalogue import causes, rules
from data.forms import column_label
from data.reference import records

PROMPT_LENGTH = 255
"""Characters that Excel keeps of an input message."""


@dataclass(frozen=True)
class FormPlan:
    """How a form is laid out: free rows below what is filled in, rows at least, columns that stay in view,
    pages across, a note.
    """

    form: str
    blank_rows: int
    least_rows: int
    frozen_columns: int
    pages_wide: int
    note: str


@cache
def form_plan(form: str) -> FormPlan:
    """Return the plan of one form."""
    row = next(row for row in records("village_forms") if row["form"] == form)
    blank, least, frozen, wide = (
        int(row[name]) for name in ("blank_rows", "least_rows", "frozen_columns", "pages_wide")
    )
    return FormPlan(form, blank, least, frozen, wide, row["note_id"])


@cache
def column_width(form: str, field: str) -> float:
    """Return the width of a form's column in characters; ``field`` is that of ``columns.csv``."""
    return float(_column(form, field)["width"])


@cache
def prompt(form: str, field: str) -> str:
    """Return the input message of a field, which is the rule's own sentence on how to mend it; ``""`` for none."""
    rule, _, cause = _column(form, field)["prompt_rule"].partition("/")
    if not rule:
        return ""
    if not cause:
        return rules()[rule].mend()
    return causes()[rule, cause].mend().format(label=column_label(form, field))


@cache
def weekday_short(weekday: int) -> str:
    """Return the short Indonesian name of a weekday (Monday is 0)."""
    return next(row["short"] for row in records("weekdays") if int(row["weekday"]) == weekday)


@cache
def _column(form: str, field: str) -> dict[str, str]:
    return next(row for row in records("village_columns") if (row["form"], row["field"]) == (form, field))
