"""Words and marks that stand in villages' sheets, and what the reader takes cells and rows for."""

from dataclasses import dataclass
from typing import Literal

from data.reference import Colour, Filled


@dataclass(frozen=True)
class RowMark:
    """One row of ``row_marks.csv``: a text that announces a row which is no data."""

    mark: Filled
    kind: Literal["total", "legend", "note", "signature"]
    source: Filled


@dataclass(frozen=True)
class Placeholder:
    """One row of ``placeholders.csv``: what people write where they have nothing to write."""

    text: Filled
    kind: Literal["none", "vacant", "ditto"]
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
class PreventionDone:
    """One row of ``prevention_done.csv``: how villages write that a prevention has been done."""

    status: Filled
    source: Filled
