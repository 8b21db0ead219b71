"""How the workbooks that villages get are laid out and worded: the forms to fill in, and the replies.

Everything stands in ``village_forms.csv``, ``village_columns.csv``, ``sentences.csv`` and ``weekdays.csv``.
They are Indonesian only: villages read them.
"""

from dataclasses import dataclass
from functools import cache

from data.calendar import Weekday
from data.reference import Filled, load, only

PROMPT_LENGTH = 255
"""Characters that Excel keeps of an input message."""


@dataclass(frozen=True)
class FormPlan:
    """How a form is laid out: free rows below what is filled in, rows at least, columns that stay in view,
    pages across, the column of the signature (0: not signed, or where its days end), a note.
    """

    form: Filled
    blank_rows: int
    least_rows: int
    frozen_columns: int
    pages_wide: int
    signature_column: int
    note_id: str


@dataclass(frozen=True)
class VillageColumn:
    """One row of ``village_columns.csv``: a column's width in characters, and what its input message asks for.

    ``{codes}`` in ``prompt_id`` stands for the codes of the column's list.
    """

    form: Filled
    field: Filled
    width: float
    prompt_id: str


@cache
def form_plan(form: str) -> FormPlan:
    """Return the plan of one form."""
    return {plan.form: plan for plan in load("village_forms", FormPlan)}[form]


@cache
def column_width(form: str, field: str) -> float:
    """Return the width of a form's column in characters; ``field`` is that of ``columns.csv``."""
    return only("village_columns", VillageColumn, form=form, field=field).width


@cache
def prompt(form: str, field: str) -> str:
    """Return the input message of a field, which asks for what belongs there; ``""`` for none."""
    return only("village_columns", VillageColumn, form=form, field=field).prompt_id


@cache
def weekday_short(weekday: int) -> str:
    """Return the short Indonesian name of a weekday (Monday is 0)."""
    return only("weekdays", Weekday, weekday=weekday).short
