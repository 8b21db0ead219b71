"""What is to be mended or explained, worst first: findings about the same, told as one."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from data.catalogue import MISSING_FORM, rules
from data.figures import date_text, value_text
from data.forms import expected_forms, form_label
from data.sentences import VILLAGES, text
from data.workbook import marks

ADVICE = "advise"

PARTS = ("mend", "explain", ADVICE)
"""The lists of a receipt, as they follow each other."""

_NAMED = 8
"""How many cells, values or days are named; the others are counted."""

_DAY = "\0"

Row = Mapping[str, Any]
"""A row of a result table; None where a value is missing."""


@dataclass(frozen=True)
class Correction:
    """What is to be mended or explained at one or several cells of a sheet; ``cells`` is empty for a whole file.

    ``forms``: the form that it is about; several where the same is missing.
    """

    severity: str
    rule: str
    forms: tuple[str, ...]
    file: str
    sheet: str
    cells: tuple[str, ...]
    values: tuple[str, ...]
    statement: str
    mend: str

    @property
    def part(self) -> str:
        """To which list it belongs: ``mend``, ``explain`` (nothing in the form itself is filled in wrongly) or
        ``advise`` (nothing has to be done)."""
        if self.severity == ADVICE:
            return ADVICE
        return "mend" if rules()[self.rule].is_about_form else "explain"


def corrections(findings: Sequence[Row], mend: Callable[[Row], str], language: str) -> list[Correction]:
    """Return corrections worst first; the cells of one person and sheet with the same fault are one correction.

    In: rows of *findings* (result), how to mend each, and the language of their sentences. Sentences that differ in
    nothing but the row's day are the same fault, and name all its days. A reason stands before what follows from it:
    missing forms come last of their rank, and are one correction.
    """
    ranks = {severity: place for place, severity in enumerate(marks("severity"))}

    def together(row: Row) -> tuple[object, ...]:
        follows = row["rule"] == MISSING_FORM
        form = "" if follows else told(row["form"])
        said = "" if follows else _without_day(row, language)  # each missing form has its own
        texts = (*(told(row[name]) for name in ("file", "sheet", "subject")), said)
        return ranks[row["severity"]], follows, row["rule"], form, *texts, mend(row)

    def order(row: Row) -> tuple[object, ...]:
        cell = told(row["cell"])
        return *together(row), len(cell), cell, row["finding_id"]

    return [_correction(list(group), mend, language) for _, group in groupby(sorted(findings, key=order), key=together)]


def _correction(rows: list[Row], mend: Callable[[Row], str], language: str) -> Correction:
    first = rows[0]
    said = {_without_day(row, language) for row in rows}
    days = sorted({row["date"].date() for row in rows if row["date"] is not None})
    return Correction(
        severity=first["severity"],
        rule=first["rule"],
        forms=_in_order({row["form"] for row in rows if row["form"]}),
        file=told(first["file"]),
        sheet=told(first["sheet"]),
        cells=tuple(dict.fromkeys(row["cell"] for row in rows if row["cell"])),
        values=tuple(dict.fromkeys(value_text(row["value"], language) for row in _quoting(rows))),
        statement=said.pop().replace(_DAY, _days(days, language))
        if len(said) == 1
        else rules()[first["rule"]].statement(language),
        mend=mend(first),
    )


def _quoting(rows: Sequence[Row]) -> list[Row]:
    """Return the rows whose value stands in their cell: what was reckoned, such as a day of arrival, nobody wrote."""
    return [row for row in rows if row["value"] and rules()[row["rule"]].value_in_cell]


def _without_day(row: Row, language: str) -> str:
    """Return a row's sentence with a mark in the place of the row's own day."""
    if row["date"] is None:
        return told(row["statement"])
    day = re.escape(date_text(row["date"].date(), language))
    return re.sub(rf"(?<![0-9]){day}", _DAY, told(row["statement"]))


def _days(days: list[date], language: str) -> str:
    shown = ", ".join(date_text(day, language) for day in days[:_NAMED])
    more = len(days) - _NAMED
    return text("days_more", language, days=shown, count=more) if more > 0 else shown


def _in_order(forms: Collection[str]) -> tuple[str, ...]:
    """Return forms as the forms themselves are ordered."""
    return tuple(sorted(forms, key=lambda form: (form not in expected_forms(), [*expected_forms(), form].index(form))))


def where(correction: Correction, own_file: str) -> str:
    """Say in words where a correction is; a file is named only when it is not the one that the reply is for."""
    if correction.cells:
        place = text("where_cell", VILLAGES, sheet=correction.sheet, cells=few(correction.cells, VILLAGES))
    elif correction.sheet:
        place = correction.sheet
    elif correction.file:
        return text("where_file", VILLAGES, file=base_name(correction.file))
    elif correction.forms:
        return text("where_missing", VILLAGES, form=", ".join(map(form_label, correction.forms)))
    else:
        return ""
    if correction.file == own_file:
        return place
    return text("where_other", VILLAGES, file=base_name(correction.file), place=place)


def where_short(correction: Correction) -> str:
    """Say where the first cell of a correction is, and how many more there are; some programs do not wrap links."""
    first, more = correction.cells[0], len(correction.cells) - 1
    cells = text("where_also", VILLAGES, cell=first, count=more) if more else first
    return text("where_cell", VILLAGES, sheet=correction.sheet, cells=cells)


def written(correction: Correction) -> str:
    """Return what stands in the cells, a few values of them."""
    return few(correction.values, VILLAGES)


def few(texts: Sequence[str], language: str) -> str:
    """Return the first of several texts, and how many more there are."""
    shown = ", ".join(texts[:_NAMED])
    more = len(texts) - _NAMED
    return text("where_more", language, cells=shown, count=more) if more > 0 else shown


def base_name(file: object) -> str:
    """Return a file's name without its folders, "" for none."""
    return PurePosixPath(told(file)).name


def told(value: object) -> str:
    """Return a value as text, "" for a missing one."""
    return "" if value is None else str(value)
