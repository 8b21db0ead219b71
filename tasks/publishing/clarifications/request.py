"""*Permintaan Klarifikasi*: one page a person, what the sheet says, which law it touches, how and until when to answer.

It goes to the inspectors only, never into a village's folder, and decides nothing.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from data.calendar import Period
from data.figures import date_text
from data.register import villages
from data.sentences import VILLAGES, text
from tasks.counting.fingerprints import fingerprint
from tasks.findings.decisions import answer_until
from tasks.publishing.workbook.cell_texts import wrapped_lines, written_text
from tasks.publishing.workbook.saving import save

_WIDTHS = (26, 70)
_LINE = 15
_NAME_DIGITS = 8
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_TITLE = Alignment(vertical="top")
"""Not wrapped: the title runs on over the empty cell beside it."""


@dataclass(frozen=True)
class Request:
    """What one person is asked: the findings that name him or her, as the ledger keeps them (masked)."""

    village_code: str
    subject: str
    findings: pd.DataFrame

    @property
    def file_name(self) -> str:
        """The page's file name, the same whenever the person is asked again, and without the person's name."""
        person = fingerprint(f"{self.village_code}|{self.subject}")[:_NAME_DIGITS]
        return f"{self.village_code}-klarifikasi-{person}.xlsx"


def requests(findings: pd.DataFrame) -> Iterator[Request]:
    """Return one request a person. In: as ``tasks.ledger.told_findings.findings_about_persons`` returns them."""
    for (village, subject), rows in findings.groupby(["village_code", "subject"], sort=True):
        yield Request(str(village), str(subject), rows.reset_index(drop=True))


def write_request(folder: Path, request: Request, period: Period, asked_on: date) -> Path:
    """Write one page into an existing folder and return it; the time to answer is limits.csv, clarification_days."""
    workbook = Workbook()
    sheet: Worksheet = workbook.worksheets[0]
    sheet.title = text("clarification_sheet", VILLAGES)
    for letter, width in zip("AB", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row, (label, value) in enumerate(_lines(request, period, asked_on), start=1):
        _put(sheet, row, label, value)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    path = folder / request.file_name
    save(workbook, path, asked_on)
    return path


def _lines(request: Request, period: Period, asked_on: date) -> Iterator[tuple[str, str]]:
    until = answer_until(asked_on)
    village = villages().set_index("code")["name"].get(request.village_code, "")
    yield text("clarification_title", VILLAGES), ""
    yield "", text("clarification_undecided", VILLAGES)
    yield text("clarification_to", VILLAGES), request.subject
    yield text("clarification_village", VILLAGES), f"{request.village_code} {village}"
    yield text("clarification_period", VILLAGES), period.label
    yield text("clarification_asked", VILLAGES), date_text(asked_on, VILLAGES)
    yield text("clarification_until", VILLAGES), date_text(until, VILLAGES)
    for number, found in enumerate(request.findings.astype("object").to_dict("records"), start=1):
        yield text("clarification_matter", VILLAGES, number=number), str(found["finding_id"])
        yield text("clarification_says", VILLAGES), str(found["statement"])
        yield text("clarification_where", VILLAGES), _where(found)
        yield text("clarification_law", VILLAGES), str(found["basis"])
    yield text("clarification_how", VILLAGES), text("clarification_answer", VILLAGES)
    yield text("clarification_yours", VILLAGES), ""


def _where(found: Mapping[Hashable, Any]) -> str:
    """Return file, sheet, cell and day of a finding, what is not known left out."""
    day = None if pd.isna(found["date"]) else date_text(found["date"], VILLAGES)
    told = (found["file"], found["sheet"], found["cell"], day)
    return "; ".join(str(part) for part in told if not pd.isna(part))


def _put(sheet: Worksheet, row: int, label: str, value: str) -> None:
    """Write one line as text (never as a formula), tall enough for its words."""
    lines = 1
    for column, (content, width) in enumerate(zip((label, value), _WIDTHS, strict=True), start=1):
        cell = sheet.cell(row, column, written_text(content) or None)
        cell.data_type = "s" if content else "n"
        cell.alignment = _WRAPPED if row > 1 else _TITLE
        cell.font = Font(name="Arial", size=14 if row == 1 else 10, bold=column == 1)
        lines = max(lines, wrapped_lines(content, width))
    sheet.row_dimensions[row].height = _LINE * lines + (10 if row == 1 else 0)
