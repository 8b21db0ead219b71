"""What an .xlsx or .xlsm package says beside its values: errors, formulas without value, hidden and active content.

calamine returns ``""`` both for an error cell and for a formula without a stored value, and does not tell hidden rows
and columns, so the sheets' XML is scanned for them; cell by cell only where it holds such a thing.
"""

import re
import zipfile
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.etree import ElementTree

from data.errors import UnreadableFile
from data.reference import limit
from tasks.workbooks.cells import NO_VALUE, column_number

_PREFIX = re.compile(rb"<([A-Za-z0-9_]{1,20}):worksheet\b")
_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_IS_ERROR = re.compile(rb"""\bt=["']e["']""")
_VALUE = re.compile(rb"<v\b[^>/]*>([^<]+)<|<is>")
_HIDDEN = rb"""\bhidden=["'](?:1|true)["']"""
_HIDDEN_ROW = re.compile(rb"<row\b(?=[^>]*" + _HIDDEN + rb""")[^>]*?\br=["']([0-9]{1,7})["']""")
_HIDDEN_COLUMN = re.compile(rb"<col\b(?=[^>]*" + _HIDDEN + rb")[^>]*>")
_SPAN = re.compile(rb"""\b(min|max)=["']([0-9]{1,5})["']""")
_WIDEST = 16384
_ROW_NUMBER = re.compile(rb"""<row\b[^>]*?\br=["']([0-9]+)["']""")
_MALFORMED = re.compile(rb"""<c\b[^>]*?\br=["'](?![A-Z]{1,3}[1-9][0-9]{0,6}["'])""")
_WIDE_COLUMN = re.compile(rb"""r=["'][A-Z]{3}[0-9]""")
_FILLED_CELL = re.compile(rb"""<c\b[^>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^>]*(?<!/)>""")
_ORDINARY_ROWS = 5000


@dataclass
class SheetFacts:
    """Cells without a value by 0-based (row, column), and hidden rows and columns."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def sheet_facts(package: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """Return the facts of every sheet by its name.

    Raises ``UnreadableFile`` for a sheet that the parser would choke on: a document type declaration, a cell address
    that cannot be, or cells so far apart that the area between them would fill the memory.
    """
    return {name: _facts(package.read(part)) for name, part in _sheet_parts(package).items()}


def check_directory(package: zipfile.ZipFile) -> None:
    """Check a package's directory before anything in it is unpacked; raise ``UnreadableFile`` with the cause."""
    members = package.infolist()
    if len(members) > limit("package_members") or sum(m.file_size for m in members) > limit("unpacked_bytes"):
        raise UnreadableFile("unpacked_too_large")
    names = [member.filename for member in members]
    if len(set(names)) < len(names) or any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise UnreadableFile("damaged")
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile("password")


def has_macros(package: zipfile.ZipFile) -> bool:
    """Tell whether a VBA project lies inside."""
    return any(name.casefold().endswith("vbaproject.bin") for name in package.namelist())


def has_links(package: zipfile.ZipFile) -> bool:
    """Tell whether the workbook refers to other workbooks."""
    return any(name.startswith("xl/externalLinks/externalLink") for name in package.namelist())


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    names = set(package.namelist())
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return {}
    targets = {
        relation.get("Id"): relation.get("Target", "") for relation in _tree(package, "xl/_rels/workbook.xml.rels")
    }
    parts = {}
    for sheet in _tree(package, "xl/workbook.xml").iter():
        if _local_name(sheet.tag) != "sheet":
            continue
        relation = next((value for name, value in sheet.items() if _local_name(name) == "id"), "")
        target = targets.get(relation, "")
        part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        if part in names:
            parts[sheet.get("name", "")] = part
    return parts


def _tree(package: zipfile.ZipFile, part: str) -> ElementTree.Element:
    xml = package.read(part)
    _refuse_document_type(xml)
    try:
        return ElementTree.fromstring(xml)  # noqa: S314 - no document type, so no entities
    except ElementTree.ParseError as error:
        raise UnreadableFile("damaged") from error


def _local_name(name: str) -> str:
    """Return a name without its namespace: strict and transitional workbooks differ in nothing else."""
    return name.rpartition("}")[2]


def _refuse_document_type(xml: bytes) -> None:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise UnreadableFile("damaged")


def _refuse_far_cells(xml: bytes) -> None:
    """Refuse addresses that abort the parser, and areas that it would lay out in full between far cells."""
    if _MALFORMED.search(xml):
        raise UnreadableFile("damaged")
    last_row = max((int(row) for row in _ROW_NUMBER.findall(xml)), default=0)
    if last_row < _ORDINARY_ROWS and not _WIDE_COLUMN.search(xml):
        return
    cells = [(int(row), column_number(letters.decode())) for letters, row in _FILLED_CELL.findall(xml)]
    if not cells:
        return
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    if (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) > limit("sheet_area"):
        raise UnreadableFile("too_many_cells")


def _without_prefix(xml: bytes) -> bytes:
    """Return a sheet's XML without the namespace prefix that some writers give to every element."""
    found = _PREFIX.search(xml[:2000])
    if not found:
        return xml
    return xml.replace(b"<" + found[1] + b":", b"<").replace(b"</" + found[1] + b":", b"</")


def _facts(xml: bytes) -> SheetFacts:
    xml = _without_prefix(xml)
    _refuse_document_type(xml)
    _refuse_far_cells(xml)
    facts = SheetFacts()
    if b"hidden=" in xml:
        facts.hidden_rows = {int(row) - 1 for row in _HIDDEN_ROW.findall(xml)}
        for column in _HIDDEN_COLUMN.findall(xml):
            span = {name: int(number) for name, number in _SPAN.findall(column)}
            last = min(span.get(b"max", 0), _WIDEST)
            facts.hidden_columns.update(range(span.get(b"min", 1) - 1, last))
    if b'"e"' in xml or b"'e'" in xml or b"<f" in xml:
        for attributes, content in _CELL.findall(xml):
            value = _VALUE.search(content)
            is_error = _IS_ERROR.search(attributes) is not None
            if not is_error and (value or b"<f" not in content):
                continue
            found = _REFERENCE.search(attributes)
            if found:
                error = value[1].decode("utf-8", "replace") if is_error and value and value[1] else NO_VALUE
                facts.errors[int(found[2]) - 1, column_number(found[1].decode())] = error
    return facts
