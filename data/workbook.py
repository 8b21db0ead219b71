"""How the audit workbook is laid out and worded: its sheets, columns, sentences, and the words and colours of codes.

It stands in ``workbook_sheets.csv`` (for a body's package ``package_sheets.csv``), ``workbook_columns.csv`` and
``workbook_marks.csv``.
"""

from dataclasses import dataclass
from functools import cache

from data.catalogue import case_stages
from data.forms import Form
from data.indicators import Grade
from data.reference import Colour, Filled, WholeNumber, load
from data.sheet_words import RepairReason


@dataclass(frozen=True)
class SheetPlan:
    """One sheet: its code name, its title on the tab, columns that stay in view, pages across, and how to read it.

    A list of more than ``printed_rows`` rows is read on the screen and stays out of print (``None``: none does); so do
    the columns behind the first ``printed_columns`` (``None``: all are printed).
    The title is a name and stays Indonesian in every language. ``tab`` is the colour of what is read first, of the
    lists, or of the annexes. ``only_with``: the result table without whose rows there is no such sheet.
    """

    sheet: Filled
    title: Filled
    tab: Colour
    frozen_columns: int
    pages_wide: int
    printed_rows: WholeNumber
    printed_columns: WholeNumber
    only_with: str
    note_id: str
    note_en: str

    def note(self, language: str) -> str:
        return self.note_en if language == "en" else self.note_id


@dataclass(frozen=True)
class ColumnPlan:
    """One column of a table in the workbook.

    ``width`` is in characters; ``format`` is one of ``tasks.publishing.workbook.styles.FORMATS``; ``mark`` names the
    words and colours that replace codes (``marks``), ``""`` for none; a ``folded`` column opens by a click on the
    outline above it and stays out of print.
    """

    field: str
    heading: str
    width: int
    format: str
    mark: str = ""
    band: str = ""
    folded: bool = False


@dataclass(frozen=True)
class Mark:
    """How a code is shown: a word, and a fill and ink colour (RGB in hex, ``""`` for none)."""

    word: str
    fill: str = ""
    ink: str = ""


@dataclass(frozen=True)
class WorkbookColumn:
    """One row of ``workbook_columns.csv``: a ``ColumnPlan`` in both languages, and the block in which it stands."""

    block: Filled
    field: Filled
    heading_id: Filled
    heading_en: Filled
    width: int
    format: Filled
    mark: str


@dataclass(frozen=True)
class WorkbookMark:
    """One row of ``workbook_marks.csv``: word and colours of one value of a mark."""

    mark: Filled
    value: str
    word_id: str
    word_en: str
    fill: Colour
    ink: Colour

    def word(self, language: str) -> str:
        return self.word_en if language == "en" else self.word_id


@cache
def sheet_plans(book: str = "workbook") -> tuple[SheetPlan, ...]:
    """Return the sheets of the audit workbook (or of a ``package``) in their order, which is a contract."""
    return load(f"{book}_sheets", SheetPlan)


@cache
def sheet_plan(sheet: str, book: str = "workbook") -> SheetPlan:
    """Return the plan of one sheet by its code name."""
    return {plan.sheet: plan for plan in sheet_plans(book)}[sheet]


@cache
def column_plans(block: str, language: str) -> tuple[ColumnPlan, ...]:
    """Return the columns of one block of a sheet, in order, with their headings in a language."""
    return tuple(
        ColumnPlan(row.field, row.heading_en if language == "en" else row.heading_id, row.width, row.format, row.mark)
        for row in load("workbook_columns", WorkbookColumn)
        if row.block == block
    )


@cache
def marks(name: str, language: str = "id") -> dict[str, Mark]:
    """Return word and colours by code, in order; grades are their own words."""
    if name == "grade":
        return {row.grade: Mark(row.grade, row.fill, row.ink) for row in load("grades", Grade)}
    if name == "stage":
        return {code: Mark(stage.label(language)) for code, stage in case_stages().items()}
    if name == "form":
        return {form.form: Mark(form.label(language)) for form in load("forms", Form)}
    if name == "repair_reason":
        return {reason.reason: Mark(reason.text(language)) for reason in load("repair_reasons", RepairReason)}
    return {
        row.value: Mark(row.word(language), row.fill, row.ink)
        for row in load("workbook_marks", WorkbookMark)
        if row.mark == name
    }


@cache
def grade_colours() -> tuple[tuple[float, Mark], ...]:
    """Return the lower bound (0–1) and the colours of each grade that has a bound, best first."""
    bounds = [
        (row.minimum / 100, marks("grade")[row.grade]) for row in load("grades", Grade) if row.minimum is not None
    ]
    return tuple(sorted(bounds, key=lambda bound: -bound[0]))
