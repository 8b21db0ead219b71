"""Opening a file: its bytes decide what it is, caps are checked before anything is parsed.

A file that cannot be opened raises ``UnreadableFile`` with a cause of ``causes.csv`` (S03).
"""

import io
import zipfile
import zlib
from dataclasses import dataclass, field

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from data.errors import UnreadableFile
from data.reference import limit
from tasks.workbooks import package as packages
from tasks.workbooks.cells import Sheet

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BIFF_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_MAIN_PARTS = {"xl/workbook.bin": "xlsb", "xl/workbook.xml": "xlsx"}
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
        return _with_values(Workbook(_ole_kind(content)), content)
    if not content.startswith(_ZIP):
        raise UnreadableFile("web_page" if content.lstrip()[:1] == b"<" else "not_a_workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _open_package(package, content)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as damage:
        raise UnreadableFile("damaged") from damage


def _open_package(package: zipfile.ZipFile, content: bytes) -> Workbook:
    packages.check_directory(package)
    names = set(package.namelist())
    kind = next((kind for part, kind in _MAIN_PARTS.items() if part in names), None)
    if kind is None and "mimetype" in names and package.read("mimetype").startswith(_ODS):
        kind = "ods"
    if kind is None:
        raise UnreadableFile("not_a_workbook")
    macros = packages.has_macros(package)
    workbook = Workbook("xlsm" if macros and kind == "xlsx" else kind, [], macros, packages.has_links(package))
    facts = packages.sheet_facts(package) if kind == "xlsx" else {}
    _with_values(workbook, content)
    for sheet in workbook.sheets:
        known = facts.get(sheet.name)
        if known:
            sheet.errors = known.errors
            sheet.hidden_rows = known.hidden_rows
            sheet.hidden_columns = known.hidden_columns
    return workbook


def _ole_kind(content: bytes) -> str:
    if _ENCRYPTED in content:
        raise UnreadableFile("password")
    if not any(stream in content for stream in _BIFF_STREAMS):
        raise UnreadableFile("not_a_workbook")
    return "xls"


def _with_values(workbook: Workbook, content: bytes) -> Workbook:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        metadata = [known for known in book.sheets_metadata if known.typ == SheetTypeEnum.WorkSheet]
        if len(metadata) > limit("sheets"):
            raise UnreadableFile("too_many_sheets")
        filled = 0
        for known in metadata:
            source = book.get_sheet_by_name(known.name)
            rows = source.to_python(skip_empty_area=True)
            filled += sum(1 for row in rows for value in row if value != "")
            if filled > limit("filled_cells"):
                raise UnreadableFile("too_many_cells")
            top, left = source.start or (0, 0)
            hidden = known.visible != SheetVisibleEnum.Visible
            workbook.sheets.append(Sheet(known.name, rows, top, left, hidden))
    except CalamineError as damage:
        cause = "password" if "password" in str(damage).casefold() else "damaged"
        raise UnreadableFile(cause) from damage
    return workbook
