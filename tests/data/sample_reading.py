"""Reading a sample back for the tests."""

import csv
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tasks.sample.truth import Truth


def tree(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder by its path there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def truths(folder: Path) -> list[Truth]:
    """Return the lines of a sample's truth."""
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as lines:
        head, *rows = csv.reader(lines)
    assert head == ["file", "sheet", "cell", "rule"]
    return [Truth(*row) for row in rows]


def sheets(path: Path) -> dict[str, Worksheet]:
    """Return the sheets of a workbook by name."""
    return {sheet.title: sheet for sheet in load_workbook(path).worksheets}


def table(sheet: Worksheet, heading: str) -> list[dict[str, object]]:
    """Return the numbered rows below a heading, by what the heading says (in two rows: by the lower one first)."""
    rows = list(sheet.iter_rows(values_only=True))
    top = next(number for number, row in enumerate(rows) if heading in row)
    below = rows[top + 1]
    tall = all(value is None for value in below[:3]) and any(value is not None for value in below)
    labels = [str(low if tall and low is not None else up) for up, low in zip(rows[top], below, strict=True)]
    found: list[dict[str, object]] = []
    for row in rows[top + 1 + tall :]:
        entry: dict[str, object] = dict(zip(labels, row, strict=True))
        if entry["No"] is None:
            break
        found.append(entry)
    numbering = bool(found) and found[0][labels[-1]] == len([label for label in labels if label != "None"])
    return found[numbering:]
