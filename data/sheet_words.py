"""Words and marks that stand in villages' sheets, and what the reader takes cells and rows for."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from data.names import begins_with, plain
from data.reference import Colour, Filled, load


@dataclass(frozen=True)
class RowMark:
    """One row of ``row_marks.csv``: a text that announces a row which is no data."""

    mark: Filled
    kind: Literal["total", "legend", "note", "signature"]
    source: Filled


@dataclass(frozen=True)
class Placeholder:
    """One row of ``placeholders.csv``: what people write where they have nothing to write.

    The texts of ``nil`` begin a sentence that says so of a whole form, those of ``vacant_since`` one of a post.
    """

    text: Filled
    kind: Literal["none", "vacant", "ditto", "vacant_since", "nil"]
    source: Filled


@dataclass(frozen=True)
class CellRole:
    """One row of ``cell_roles.csv``: what a cell was taken for, and its tint in the explain view."""

    role: Filled
    label_id: Filled
    label_en: Filled
    tint: Colour

    def label(self, language: str) -> str:
        return self.label_en if language == "en" else self.label_id


@dataclass(frozen=True)
class RepairReason:
    """One row of ``repair_reasons.csv``: why a value was read otherwise than it was written."""

    reason: Filled
    text_id: Filled
    text_en: Filled

    def text(self, language: str) -> str:
        return self.text_en if language == "en" else self.text_id


@dataclass(frozen=True)
class IgnoredFile:
    """One row of ``ignored_files.csv``: a pattern of file names that are no submission, and why."""

    pattern: Filled
    reason_id: Filled
    reason_en: Filled

    def reason(self, language: str) -> str:
        return self.reason_en if language == "en" else self.reason_id


@dataclass(frozen=True)
class PreventionStatus:
    """One row of ``prevention_statuses.csv``: how a status of a prevention begins, and whether it is done then."""

    status: Filled
    done: bool
    source: Filled


@cache
def _prevention_statuses() -> tuple[tuple[str, bool], ...]:
    rows = load("prevention_statuses", PreventionStatus)
    return tuple(sorted(((row.status.casefold(), row.done) for row in rows), key=lambda row: -len(row[0])))


def is_prevention_done(status: str) -> bool | None:
    """Tell whether a status ("Selesai 18/9") says that the prevention is done; None where it is not understood."""
    written = plain(status).casefold().lstrip("([ ")
    return next((done for begin, done in _prevention_statuses() if begins_with(written, begin)), None)


@dataclass(frozen=True)
class ConfirmingWords:
    """One row of ``confirming_words.csv``: words of a remark that leave a value that accuses as it is.

    Those of ``confirms`` say the same as the value, those of ``filler`` add nothing to them.
    """

    field: Filled
    value: Filled
    kind: Literal["confirms", "filler"]
    words: Filled
    source: Filled
