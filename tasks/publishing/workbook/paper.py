"""What a sheet of paper takes: where the pages of a long table begin."""

from collections.abc import Iterable, Sequence

MARGIN = 0.4  # inches; below, where the footer stands, twice as much
_PAPER = (841.9, 595.3)  # A4 across, in points
_POINTS_A_CHARACTER, _POINTS_A_COLUMN = 5.25, 3.75
_PAGE_SHARE = 0.85  # what is left when another program's fonts make rows higher
_PAGE_HEAD = 130  # title, section and headings of a page, in points of the sheet


def page_height(widths: Iterable[float]) -> float:
    """Return how many points of rows fit on a page that is shrunk to columns of these widths (characters)."""
    margin = 72 * MARGIN
    wide = sum(_POINTS_A_CHARACTER * width + _POINTS_A_COLUMN for width in widths)
    shrunk = min(1.0, (_PAPER[0] - 2 * margin) / wide)
    return (_PAPER[1] - 3 * margin) / shrunk * _PAGE_SHARE - _PAGE_HEAD


def pages(heights: Sequence[float], page: float) -> list[tuple[int, int]]:
    """Return the first row and the end of each page that rows of these heights fill; at least one page."""
    parts, first, filled = [], 0, 0.0
    for row, height in enumerate(heights):
        if filled + height > page and row > first:
            parts.append((first, row))
            first, filled = row, 0.0
        filled += height
    return [*parts, (first, len(heights))]
