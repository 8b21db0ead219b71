"""How the audit workbook is laid out and worded: its sheets, columns, sentences, and the words and colours of codes.

It stands in ``workbook_sheets.csv`` (for a body's package ``package_sheets.csv``), ``workbook_columns.csv`` and
``workbook_marks.csv``.
"""

from dataclasses import dataclass
from functools import cache

from data.reference import records


@dataclass(frozen=True)
class SheetPlan:
    """One sheet: its code name, its title on the tab, columns that stay in view, pages across, and how to read it."""

    sheet: str
    title: str
    frozen_columns: int
    pages_wide: int
    note: str


@dataclass(frozen=True)
class ColumnPlan:
    """One column of a table in the workbook.

    ``width`` is in characters; ``format`` is one of ``tasks.publishing.workbook.styles.FORMATS``; ``mark`` names the
    words and colours that replace codes (``marks``), ``""`` for none.
    """

    field: str
    heading: str
    width: int
    format: str
    mark: str = ""
    band: str = ""


@dataclass(frozen=True)
class Mark:
    """How a code is shown: a word, and a fill and ink colour (RGB in hex, ``""`` for none)."""

    word: str
    fill: str
    ink: str


@cache
def sheet_plans(book: str = "workbook") -> tuple[SheetPlan, ...]:
    """Return the sheets of the audit workbook (or of a ``package``) in their order, which is a contract."""
    return tuple(
        SheetPlan(row["sheet"], row["title"], int(row["frozen_columns"]), int(row["pages_wide"]), row["note_id"])
        for row in records(f"{book}_sheets")
    )


@cache
def sheet_plan(sheet: str, book: str = "workbook") -> SheetPlan:
    """Return the plan of one sheet by its code name."""
    return next(plan for plan in sheet_plans(book) if plan.sheet == sheet)


@cache
def column_plans(block: str) -> tuple[ColumnPlan, ...]:
    """Return the columns of one block of a sheet, in order."""
    return tuple(
        ColumnPlan(row["field"], row["heading"], int(row["width"]), row["format"], row["mark"])
        for row in records("workbook_columns")
        if row["block"] == block
    )


@cache
def marks(name: str) -> dict[str, Mark]:
    """Return word and colours by code; grades, case stages, forms and repair reasons come from their own CSVs."""
    if name == "grade":
        return {row["grade"]: Mark(row["grade"], row["fill"], row["ink"]) for row in records("grades")}
    if name == "stage":
        return {row["stage"]: Mark(row["label_id"], "", "") for row in records("case_stages")}
    if name == "form":
        return {row["form"]: Mark(row["label_id"], "", "") for row in records("forms")}
    if name == "repair_reason":
        return {row["reason"]: Mark(row["text_id"], "", "") for row in records("repair_reasons")}
    return {
        row["value"]: Mark(row["word_id"], row["fill"], row["ink"])
        for row in records("workbook_marks")
        if row["mark"] == name
    }


@cache
def grade_colours() -> tuple[tuple[float, Mark], ...]:
    """Return the lower bound (0–1) and the colours of each grade that has a bound, best first."""
    bounds = [(float(row["minimum"]) / 100, row) for row in records("grades") if row["minimum"]]
    return tuple((minimum, marks("grade")[row["grade"]]) for minimum, row in sorted(bounds, key=lambda b: -b[0]))
