"""What an .xlsx or .xlsm package says beside its values: errors, formulas without value, hidden and active content.

calamine returns ``""`` both for an error cell and for a formula without a stored value, and does not tell hidden rows
and columns, so the sheets' XML is scanned for them; cell by cell only where it holds such a thing.
"""

import re
import zipfile
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.etree import ElementTree

from tasks.workbooks.cells import NO_VALUE, column_number

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_VALUE = re.compile(rb"<v[^>/]*>([^<]+)</v>|<is>")
_HIDDEN_ROW = re.compile(rb'<row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*\br="([0-9]{1,7})"')
_HIDDEN_COLUMN = re.compile(rb'<col\b(?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_SPAN = re.compile(rb'\b(min|max)="([0-9]{1,5})"')
_WIDEST = 16384


@dataclass
class SheetFacts:
    """Cells without a value by 0-based (row, column), and hidden rows and columns."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def sheet_facts(package: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """Return the facts of every sheet by its name."""
    return {name: _facts(package.read(part)) for name, part in _sheet_parts(package).items()}


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
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - DOCTYPE is refused
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    workbook = ElementTree.fromstring(package.read("xl/workbook.xml"))  # noqa: S314 - DOCTYPE is refused
    parts = {}
    for sheet in workbook.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION_ID), "")
        part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        if part in names:
            parts[sheet.get("name", "")] = part
    return parts


def _facts(xml: bytes) -> SheetFacts:
    facts = SheetFacts()
    if b"hidden=" in xml:
        facts.hidden_rows = {int(row) - 1 for row in _HIDDEN_ROW.findall(xml)}
        for column in _HIDDEN_COLUMN.findall(xml):
            span = {name: int(number) for name, number in _SPAN.findall(column)}
            last = min(span.get(b"max", 0), _WIDEST)
            facts.hidden_columns.update(range(span.get(b"min", 1) - 1, last))
    if b't="e"' in xml or b"<f" in xml:
        for attributes, content in _CELL.findall(xml):
            value = _VALUE.search(content)
            is_error = b't="e"' in attributes
            if not is_error and (value or b"<f" not in content):
                continue
            found = _REFERENCE.search(attributes)
            if found:
                error = value[1].decode("utf-8", "replace") if is_error and value and value[1] else NO_VALUE
                facts.errors[int(found[2]) - 1, column_number(found[1].decode())] = error
    return facts
