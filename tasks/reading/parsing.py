"""Getting a workbook's values: calamine parses, and openpyxl tries what calamine refuses.

Both are asked only after the guards have seen the file, and their own ways of failing end here.
"""

import io
import warnings
from datetime import date, time, timedelta
from itertools import islice

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from data.errors import UnreadableFile
from data.reference import limit
from tasks.reading.cells import Sheet, Value
from tasks.reading.facts.sheet_facts import SheetFacts
from tasks.reading.package import DAMAGE

_PANIC = "PanicException"
# What openpyxl raises for parts and XML that it did not foresee, beside what zipfile does.
_REFUSED = (*DAMAGE, LookupError, TypeError, AttributeError, SyntaxError, AssertionError)


def parse(content: bytes) -> list[Sheet]:
    """Return the sheets of a workbook; raises ``UnreadableFile`` when calamine cannot read it.

    A panic of the parser is no ``Exception`` and its class cannot be imported, so it is known by its name.
    """
    try:
        return _parse(content)
    except (CalamineError, OSError) as damage:  # the latter where a binary part ends too early
        raise UnreadableFile("damaged") from damage
    except BaseException as panic:
        if type(panic).__name__ != _PANIC:
            raise
        raise UnreadableFile("stopped_reader") from panic


def _parse(content: bytes) -> list[Sheet]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    listed = [known for known in book.sheets_metadata if known.typ == SheetTypeEnum.WorkSheet]
    _count_sheets(len(listed))
    sheets = []
    filled = 0
    for known in listed:
        source = book.get_sheet_by_name(known.name)
        top, left = source.start or (0, 0)
        rows = _rows(source, top)
        sheet = Sheet(known.name, rows, top, left, known.visible != SheetVisibleEnum.Visible)
        sheet.merged = [(*start, *end) for start, end in source.merged_cell_ranges or ()]
        sheets.append(sheet)
        filled = _count_cells(sheets[-1], filled)
    return sheets


def _rows(source: CalamineSheet, top: int) -> list[list[Value]]:
    """Return the rows from the first filled one on; all blank rows are one and the same list, for there may be many."""
    blank: list[Value] = []
    rows = []
    for row in islice(source.iter_rows(), top, None):
        if row.count("") < len(row):
            rows.append(row)
        else:
            blank = blank or row
            rows.append(blank)
    return rows


def parse_leniently(content: bytes, facts: dict[str, SheetFacts]) -> list[Sheet]:
    """Return the sheets of an .xlsx that calamine refuses, such as one with a macro sheet or a lost module sheet.

    ``facts`` names the cells that hold an error: openpyxl gives its text, every reader of a form expects a blank.
    """
    import openpyxl  # noqa: PLC0415 - one file in a thousand needs it, and it takes a while

    sheets = []
    filled = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that nobody reads here
        try:
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            _count_sheets(len(book.worksheets))
            for source in book.worksheets:
                lines = list(source.iter_rows(values_only=True))
                width = max(map(len, lines), default=0)
                rows = [[_value(value) for value in line] + [""] * (width - len(line)) for line in lines]
                for row, column in facts[source.title].errors if source.title in facts else ():
                    if row < len(rows) and column < width:
                        rows[row][column] = ""
                sheets.append(Sheet(source.title, rows, hidden=source.sheet_state != "visible"))
                filled = _count_cells(sheets[-1], filled)
        except _REFUSED as damage:
            raise UnreadableFile("damaged") from damage
    return sheets


def _value(value: object) -> Value:
    if isinstance(value, str | float | int | date | time | timedelta):
        return value
    return "" if value is None else str(value)


def _count_sheets(count: int) -> None:
    if count > limit("sheets"):
        raise UnreadableFile("too_many_sheets")


def _count_cells(sheet: Sheet, before: int) -> int:
    """Return how many filled cells there are by now."""
    filled = before + sum(map(len, sheet.filled.values()))
    if filled > limit("filled_cells"):
        raise UnreadableFile("too_many_cells")
    return filled
