"""AuditContext of .xlsx and .xlsm sheets: their XML is scanned, cell by cell only where it holds what is looked for."""

import re
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

from data.errors import UnreadableFile
from data.forms import NO_VALUE
from tasks.reading.cells import column_number
from tasks.reading.facts.comments import has_comments, sheet_comments
from tasks.reading.facts.sheet_facts import SheetFacts, refuse_wide_area
from tasks.reading.package import Package, local_name, refuse_document_type

# No pattern crosses the beginning of the next element: a damaged sheet of many unclosed ones would take minutes.
_PREFIX = re.compile(rb"<([A-Za-z0-9_]{1,20}):worksheet\b")
_CELL = re.compile(rb"<c\b([^<>]*?)(?:/>|>((?:[^<]++|<(?!/?c\b))*+)</c\s*>)")
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_IS_ERROR = re.compile(rb"""\bt=["']e["']""")
_IS_TEXT = re.compile(rb"""\bt=["']str["']""")
_INLINE = re.compile(rb"""\bt=["']inlineStr["']""")
_VALUE = re.compile(rb"<v\b[^<>/]*>([^<]+)<|<is>")
_HIDDEN = rb"""\bhidden=["'](?:1|true)["']"""
_HIDDEN_ROW = re.compile(rb"<row\b(?=[^<>]*" + _HIDDEN + rb""")[^<>]*?\br=["']([0-9]{1,7})["']""")
_HIDDEN_COLUMN = re.compile(rb"<col\b(?=[^<>]*" + _HIDDEN + rb")[^<>]*>")
_SPAN = re.compile(rb"""\b(min|max)=["']([0-9]{1,5})["']""")
_WIDEST = 16384
_ORDINARY_ROWS = 5000
# A cell or row that is not written as in nearly every sheet, near to the others: looked for first, in one pass each.
_UNORDINARY_CELL = re.compile(rb'<c\b(?! r="[A-Z]{1,2}[1-9][0-9]{0,3}")')
_UNORDINARY_ROW = re.compile(rb'<row\b(?! r="[1-4]?[0-9]{1,3}")')
_UNCLOSED = re.compile(rb"<(?:row|c)\b[^<>]*<")
_FAR_CELL = re.compile(rb"""r=["'](?:[A-Z]{3}[0-9]|[A-Z]{1,2}[0-9]{5})""")


class _Cells(NamedTuple):
    """How addresses are found: in XML as everybody writes it, and (slower) in any that is allowed."""

    row_number: re.Pattern[bytes]
    malformed: re.Pattern[bytes]
    filled: re.Pattern[bytes]


_USUAL = _Cells(
    re.compile(rb'<row r="([0-9]{1,18})"'),
    re.compile(rb'<c r="(?![A-Z]{1,3}[1-9][0-9]{0,6}")'),
    re.compile(rb'<c r="([A-Z]{1,3}+)([0-9]{1,7}+)"[^<>/]*+>'),
)
_ALLOWED = _Cells(
    re.compile(rb"""<row\b[^<>]*?\br=["']([0-9]{1,18})["']"""),
    re.compile(rb"""<c\b[^<>]*?\br=["'](?![A-Z]{1,3}[1-9][0-9]{0,6}["'])"""),
    re.compile(rb"""<c\b[^<>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^<>]*(?<!/)>"""),
)


def xlsx_facts(package: Package, main: str, workbook: Element) -> dict[str, SheetFacts]:
    """Return the facts of every sheet by its name; ``main`` is the part that lists the sheets, ``workbook`` its XML.

    Raises ``UnreadableFile`` for a sheet that the parser would choke on: a document type declaration, a cell address
    that cannot be, or cells so far apart that the area between them would fill the memory.
    """
    relations = package.relations(main)
    facts = {}
    commented = has_comments(package)
    for sheet in workbook.iter():
        if local_name(sheet.tag) != "sheet":
            continue
        relation = next((value for name, value in sheet.items() if local_name(name) == "id"), "")
        _, part = relations.get(relation, ("", ""))
        if part in package:
            own = facts[sheet.get("name", "")] = _facts(package.read(part))
            if commented:
                own.comments = sheet_comments(package, part)
    return facts


def _refuse_far_cells(xml: bytes) -> None:
    """Refuse addresses that abort the parser, and areas that it would lay out in full between far cells."""
    if not _UNORDINARY_CELL.search(xml) and not _UNORDINARY_ROW.search(xml):
        return
    usual = xml.count(b"<c ") == xml.count(b'<c r="') and xml.count(b"<row ") == xml.count(b'<row r="')
    cells_are = _USUAL if usual else _ALLOWED
    if cells_are.malformed.search(xml) or (not usual and _UNCLOSED.search(xml)):
        raise UnreadableFile("damaged")
    last_row = max(map(int, cells_are.row_number.findall(xml)), default=0)
    if last_row < _ORDINARY_ROWS and not _FAR_CELL.search(xml):
        return
    cells = cells_are.filled.findall(xml)
    refuse_wide_area((int(row) for _, row in cells), (column_number(letters.decode()) for letters, _ in cells))


def _without_prefix(xml: bytes) -> bytes:
    """Return a sheet's XML without the namespace prefix that some writers give to every element."""
    found = _PREFIX.search(xml[:2000]) if b":worksheet" in xml[:2000] else None
    if not found:
        return xml
    return xml.replace(b"<" + found[1] + b":", b"<").replace(b"</" + found[1] + b":", b"</")


def _facts(xml: bytes) -> SheetFacts:
    xml = _without_prefix(xml)
    refuse_document_type(xml)
    _refuse_far_cells(xml)
    facts = SheetFacts()
    if b"hidden=" in xml:
        facts.hidden_rows = {int(row) - 1 for row in _HIDDEN_ROW.findall(xml)}
        for column in _HIDDEN_COLUMN.findall(xml):
            span = {name: int(number) for name, number in _SPAN.findall(column)}
            last = min(span.get(b"max", 0), _WIDEST)
            facts.hidden_columns.update(range(span.get(b"min", 1) - 1, last))
    if b"inlineStr" in xml and b"<is" not in xml:
        facts.texts = _texts_kept_as_values(xml)
    if b"<f" in xml or b'"e"' in xml or (b"'" in xml and b"'e'" in xml):  # few sheets have a ', and it is found fast
        for attributes, content in _CELL.findall(xml):
            if b"<f" not in content and b'"e"' not in attributes and b"'e'" not in attributes:
                continue
            error = _error(attributes, content)
            found = _REFERENCE.search(attributes) if error else None
            if found:
                facts.errors[int(found[2]) - 1, column_number(found[1].decode())] = error
    return facts


def _texts_kept_as_values(xml: bytes) -> dict[tuple[int, int], str]:
    """Return the inline texts that some writers put where a number would stand, where no parser looks for them."""
    texts = {}
    for attributes, content in _CELL.findall(xml):
        found, value = _REFERENCE.search(attributes), _VALUE.search(content)
        if found and value and value[1] and _INLINE.search(attributes):
            text = unescape(value[1].decode("utf-8", "replace"))
            texts[int(found[2]) - 1, column_number(found[1].decode())] = text
    return texts


def _error(attributes: bytes, content: bytes) -> str:
    """Return what stands in a cell instead of a value; ``""`` when it holds one, be it an empty text."""
    value = _VALUE.search(content)
    if _IS_ERROR.search(attributes):
        return value[1].decode("utf-8", "replace") if value and value[1] else NO_VALUE
    stored_text = _IS_TEXT.search(attributes) and b"<v" in content
    return NO_VALUE if b"<f" in content and not value and not stored_text else ""
