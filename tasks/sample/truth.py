"""``truth.csv``: the findings that a sample holds, one line each."""

import csv
import io
from collections.abc import Iterable
from typing import NamedTuple


class Truth(NamedTuple):
    """One planted finding: path inside the inbox, sheet, cell (each empty where there is none) and rule."""

    file: str
    sheet: str
    cell: str
    rule: str


def truth_bytes(truths: Iterable[Truth]) -> bytes:
    """Return the lines of ``truth.csv``, sorted; one line for each finding, also where two look the same."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(Truth._fields)
    writer.writerows(sorted(truths))
    return text.getvalue().encode()
