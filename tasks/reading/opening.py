"""Opening a file: its bytes decide what it is, caps are checked before anything is parsed.

A file that cannot be opened raises ``UnreadableFile`` with a cause of ``causes.csv`` (S03).
"""

from dataclasses import dataclass, field, replace

from data.errors import UnreadableFile
from data.reference import limit
from tasks.reading.cells import Sheet
from tasks.reading.compound import CompoundFile
from tasks.reading.facts.ods import ods_facts
from tasks.reading.facts.sheet_facts import SheetFacts
from tasks.reading.facts.xls import xls_facts
from tasks.reading.facts.xlsb import xlsb_facts
from tasks.reading.facts.xlsx import xlsx_facts
from tasks.reading.file_kinds import kind_of_bytes, kind_of_compound, kind_of_package
from tasks.reading.package import Package, local_name
from tasks.reading.parsing import parse, parse_leniently

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


@dataclass
class Workbook:
    """An opened file: its kind (xlsx, xlsm, xls, xlsb, ods), its sheets, and what else lies inside."""

    kind: str
    sheets: list[Sheet] = field(default_factory=list)
    has_macros: bool = False
    has_links: bool = False


def open_workbook(content: bytes) -> Workbook:
    """Open the bytes of a file.

    Raises ``UnreadableFile`` when they are empty, damaged, locked, over the limits of ``limits.csv``, or no workbook.
    """
    if not content:
        raise UnreadableFile("empty")
    if len(content) > limit("file_bytes"):
        raise UnreadableFile("too_large")
    if content.startswith(_OLE):
        return _open_compound(content)
    if not content.startswith(_ZIP):
        raise UnreadableFile(kind_of_bytes(content))
    return _open_package(content)


def _open_compound(content: bytes) -> Workbook:
    compound = CompoundFile(content)
    if "encryptedpackage" in compound:
        raise UnreadableFile("password")
    stream = next((name for name in ("workbook", "book") if name in compound), None)
    if stream is None:
        raise UnreadableFile(kind_of_compound(compound))
    facts = xls_facts(compound.stream(stream))
    macros = "_vba_project_cur" in compound or "_vba_project" in compound
    return Workbook("xls", _with_facts(parse(content), facts), macros)


def _open_package(content: bytes) -> Workbook:
    package = Package(content)
    macros = any(name.endswith("vbaproject.bin") for name in package.names)
    links = any("/externallinks/externallink" in name for name in package.names)
    if "mimetype" in package and package.read("mimetype").startswith(_ODS):
        facts = ods_facts(package)
        return Workbook("ods", _with_facts(parse(content), facts), macros)
    main = next((part for kind, part in package.relations("").values() if kind == "officeDocument"), "xl/workbook.xml")
    if main in package and main.casefold().endswith(".bin"):
        facts = xlsb_facts(package, main)
        return Workbook("xlsb", _with_facts(parse(content), facts), macros, links)
    workbook = package.tree(main) if main in package else None
    if workbook is None or local_name(workbook.tag) != "workbook":
        raise UnreadableFile(kind_of_package(package))
    facts = xlsx_facts(package, main, workbook)
    try:
        sheets = parse(content)
    except UnreadableFile as refused:
        if refused.cause != "damaged":
            raise
        sheets = parse_leniently(content, facts)
    return Workbook("xlsm" if macros else "xlsx", _with_facts(sheets, facts), macros, links)


def _with_facts(sheets: list[Sheet], facts: dict[str, SheetFacts]) -> list[Sheet]:
    for sheet in sheets:
        known = facts.get(sheet.name)
        if known:
            sheet.errors = _without_values(known.errors, sheet)
            sheet.hidden_rows = known.hidden_rows
            sheet.hidden_columns = known.hidden_columns
            sheet.comments = known.comments
            sheet.merged = sheet.merged or known.merged
    return [_with_texts(sheet, facts[sheet.name].texts) if _has_texts(sheet, facts) else sheet for sheet in sheets]


def _without_values(errors: dict[tuple[int, int], str], sheet: Sheet) -> dict[tuple[int, int], str]:
    """Return the errors of cells in which the parser found no value: a cell that says both has its value."""
    return {place: error for place, error in errors.items() if sheet.value(*place) == ""}


def _has_texts(sheet: Sheet, facts: dict[str, SheetFacts]) -> bool:
    return sheet.name in facts and bool(facts[sheet.name].texts)


def _with_texts(sheet: Sheet, texts: dict[tuple[int, int], str]) -> Sheet:
    """Return the sheet with texts that the parser passed over; its area grows to hold them."""
    places = [*texts, *((row, column) for row, cells in sheet.filled.items() for column, _ in cells)]
    top, left = min(row for row, _ in places), min(column for _, column in places)
    last_row, last_column = max(row for row, _ in places), max(column for _, column in places)
    rows = [
        [texts.get((row, column), sheet.value(row, column)) for column in range(left, last_column + 1)]
        for row in range(top, last_row + 1)
    ]
    return replace(sheet, rows=rows, top=top, left=left, filled={})
