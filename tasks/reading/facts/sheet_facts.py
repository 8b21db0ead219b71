"""The facts of one sheet, and the limit on its area."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from data.errors import UnreadableFile
from data.reference import limit


@dataclass
class SheetFacts:
    """Cells without a value by 0-based (row, column) with the error shown, and hidden rows and columns (0-based).

    ``merged`` are merged ranges as (top, left, bottom, right), 0-based and inclusive, of the formats for which the
    parser tells none; ``texts`` are the texts that the parser passes over, and
    ``comments`` those that are attached to cells.
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)


def refuse_wide_area(rows: Iterable[int], columns: Iterable[int]) -> None:
    """Raise ``UnreadableFile`` when the area between the outermost filled cells would fill the memory."""
    heights, widths = list(rows), list(columns)
    if not heights or not widths:
        return
    if (max(heights) - min(heights) + 1) * (max(widths) - min(widths) + 1) > limit("sheet_area"):
        raise UnreadableFile("too_many_cells")
