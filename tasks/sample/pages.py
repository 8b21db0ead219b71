"""Pages: forms laid out on sheets, before they are written; every value knows its cell."""

from dataclasses import dataclass, field

from openpyxl.utils.cell import get_column_letter

from data.forms import DAYS, attendance_codes, code_list, column_label, form_columns
from tasks.sample.rows import Row, Value


@dataclass
class Page:
    """One sheet: title lines, a heading, rows, a legend, a signature block.

    ``labels`` holds what the heading says by field, in column order (the Identitas has no heading: ``None``);
    ``first_column`` is 2 where a blank column stands first; ``tall`` is a heading of two rows, merged.
    """

    form: str
    arrangement: str
    sheet: str
    lines: list[str]
    labels: dict[str, Value]
    rows: list[Row]
    legend: str = ""
    signature: list[str] = field(default_factory=list)
    first_column: int = 1
    tall: bool = False
    numbered: bool = False
    hidden: bool = False
    hidden_fields: list[str] = field(default_factory=list)
    hidden_rows: list[Row] = field(default_factory=list)

    @property
    def has_heading(self) -> bool:
        return any(label is not None for label in self.labels.values())

    @property
    def heading_row(self) -> int:
        return len(self.lines) + 2

    @property
    def first_row(self) -> int:
        return self.heading_row + (1 + self.tall + self.numbered if self.has_heading else 0)

    def column(self, name: str) -> int:
        """Return the 1-based column of a field."""
        return self.first_column + list(self.labels).index(name)

    def place(self, row: Row) -> int:
        """Return the index of a row on this page; the row itself counts, not what it says."""
        return next(index for index, other in enumerate(self.rows) if other is row)

    def cell(self, row: Row, name: str) -> str:
        """Return the address of one value."""
        return _address(self.first_row + self.place(row), self.column(name))

    def line_cell(self, index: int) -> str:
        """Return the address of one title line."""
        return _address(1 + index, self.first_column)

    @property
    def heading_cell(self) -> str:
        """The address of the first required heading."""
        required = {column.field for column in form_columns(self.form, self.arrangement) if column.required}
        first = next(name for name in self.labels if name in required)
        return self.heading_of(first)

    def heading_of(self, name: str) -> str:
        """Return the address of a heading; in a heading of two rows, that of its upper cell."""
        return _address(self.heading_row, self.column(name))


@dataclass
class Book:
    """One workbook file: its name without the ending, and its pages in order; ``outside`` of the village's folder."""

    stem: str
    pages: list[Page]
    macros: bool = False
    links: bool = False
    outside: bool = False

    @property
    def name(self) -> str:
        return f"{self.stem}.xlsm" if self.macros else f"{self.stem}.xlsx"


def form_labels(form: str, arrangement: str) -> dict[str, Value]:
    """Return the printed heading of every field of a form: days as numbers, one total for each code that counts."""
    labels: dict[str, Value] = {}
    for column in form_columns(form, arrangement):
        if column.field == "day":
            labels |= {f"day_{day}": day for day in DAYS}
        elif column.field == "total":
            labels |= {f"total_{code}": column_label(form, f"total_{code}") for code in counted_codes()}
        else:
            labels[column.field] = column.label
    return labels


def counted_codes() -> list[str]:
    """Return the attendance codes of working days, in the order of their list: those that a grid adds up."""
    return [entry.code for entry in code_list("attendance") if entry.code in attendance_codes("workday")]


def _address(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"
