"""How the audit workbook is laid out and worded: its sheets, columns, sentences, and the words and colours of codes.

It stands in ``workbook_sheets.csv`` (for a body's package ``package_sheets.csv``), ``workbook_columns.csv`` and
``workbook_marks.csv``.
"""

from dataclasses import dataclass
from functools import cache

from data.reference import WholeNumber, load, records


@dataclass(frozen=True)
class SheetPlan:
    """One sheet: its code name, its title on the tab, columns that stay in view, pages across, and how to read it.

    The title is a name and stays Indonesian in every language.
    """

    sheet: str
    title: str
    frozen_columns: int
    pages_wide: int
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
class _ColumnRow:
    block: str
    field: str
    heading_id: str
    heading_en: str
    width: int
    format: str
    mark: str


@dataclass(frozen=True)
class _Grade:
    grade: str
    minimum: WholeNumber
    fill: str
    ink: str


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
        for row in load("workbook_columns", _ColumnRow)
        if row.block == block
    )


_OWN_TABLES = {
    "stage": ("case_stages", "stage", "label"),
    "form": ("forms", "form", "label"),
    "repair_reason": ("repair_reasons", "reason", "text"),
}
"""Marks whose codes and words stand in a table of their own: table, column of the code, column of the word."""


@cache
def marks(name: str, language: str = "id") -> dict[str, Mark]:
    """Return word and colours by code, in order; grades are their own words."""
    if name == "grade":
        return {row.grade: Mark(row.grade, row.fill, row.ink) for row in load("grades", _Grade)}
    if name in _OWN_TABLES:
        table, code, word = _OWN_TABLES[name]
        return {row[code]: Mark(row[f"{word}_{language}"]) for row in records(table)}
    return {
        row["value"]: Mark(row[f"word_{language}"], row["fill"], row["ink"])
        for row in records("workbook_marks")
        if row["mark"] == name
    }


@cache
def grade_colours() -> tuple[tuple[float, Mark], ...]:
    """Return the lower bound (0–1) and the colours of each grade that has a bound, best first."""
    bounds = [
        (row.minimum / 100, marks("grade")[row.grade]) for row in load("grades", _Grade) if row.minimum is not None
    ]
    return tuple(sorted(bounds, key=lambda bound: -bound[0]))
