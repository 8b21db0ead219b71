"""A published package with the numbers of some persons in full, as a copy: the audit's own package stays masked."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from data.identifiers import mask
from data.sentences import text
from data.workbook import column_plans
from tasks.publishing.workbook.saving import save
from tasks.publishing.workbook.sheet import NOTE_ROW

_BLOCKS = ("package_cases", "package_clocks")


def write_full_numbers(
    package: Path, target: Path, numbers: Mapping[str, str], villages: Iterable[str], day: date, language: str
) -> None:
    """Copy a package and write the number of each case (``numbers``: case_id → NIP or NIK) in place of the masked one.

    Headings and notes then say of which villages the numbers stand in full, and that it is on record since ``day``.
    """
    book = openpyxl.load_workbook(package)
    told = text("disclosure_note", language, villages=", ".join(sorted(villages)), day=day)
    for block in _BLOCKS:
        headings = {plan.field: plan.heading for plan in column_plans(block, language)}
        for sheet in book.worksheets:
            if _fill_in(sheet, headings["case_id"], headings["subject"], numbers, text("disclosure_heading", language)):
                sheet.cell(NOTE_ROW, 1).value = told
    save(book, target, day)


def _fill_in(sheet: Worksheet, case_heading: str, subject_heading: str, numbers: Mapping[str, str], new: str) -> bool:
    """Fill in the numbers of a sheet whose main table has both headings; tell whether it has."""
    for table in sheet.tables.values():
        columns = {column.name: position for position, column in enumerate(table.tableColumns)}
        if not {case_heading, subject_heading} <= columns.keys():
            continue
        heading, *rows = sheet[table.ref]
        case, subject = columns[case_heading], columns[subject_heading]
        heading[subject].value = table.tableColumns[subject].name = new
        for row in rows:
            number = numbers.get(str(row[case].value))
            if number:
                row[subject].value = str(row[subject].value).replace(mask(number), number)
        return True
    return False
