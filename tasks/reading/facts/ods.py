"""AuditContext of .ods sheets: error cells, hidden rows and columns, and the area that repeated cells would fill."""

from xml.etree.ElementTree import Element

from data.errors import UnreadableFile
from data.forms import NO_VALUE
from data.reference import limit
from tasks.reading.facts.sheet_facts import SheetFacts, refuse_wide_area
from tasks.reading.package import Package, local_name

_CONTENT = "content.xml"
_MANIFEST = "meta-inf/manifest.xml"
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 14


def ods_facts(package: Package) -> dict[str, SheetFacts]:
    """Return the facts of every sheet by its name.

    Raises ``UnreadableFile`` when the file is locked with a password, damaged, or a sheet is over the limits.
    """
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise UnreadableFile("password")
    if _CONTENT not in package:
        raise UnreadableFile("damaged")
    tables = [element for element in package.tree(_CONTENT).iter() if local_name(element.tag) == "table"]
    return {_attribute(table, "name"): _facts(table) for table in tables}


def _facts(table: Element) -> SheetFacts:
    facts = SheetFacts()
    rows: set[int] = set()
    columns: set[int] = set()
    row = column = filled = 0
    for element in table.iter():
        kind = local_name(element.tag)
        if kind == "table-column":
            count = _repeated(element, "number-columns-repeated", _MOST_COLUMNS)
            if _is_hidden(element):
                facts.hidden_columns.update(range(column, min(column + count, _MOST_COLUMNS)))
            column = min(column + count, _MOST_COLUMNS)
        elif kind == "table-row":
            count = _repeated(element, "number-rows-repeated", _MOST_ROWS)
            cells = _filled_cells(element, row, facts)
            if cells:
                rows.update((row, row + count - 1))
                columns.update(cells)
                filled += len(cells) * count
            if _is_hidden(element):
                facts.hidden_rows.update(range(row, min(row + count, _MOST_ROWS)))
            row = min(row + count, _MOST_ROWS)
            if filled > limit("filled_cells"):
                raise UnreadableFile("too_many_cells")
    refuse_wide_area(rows, columns)
    return facts


def _filled_cells(row_element: Element, row: int, facts: SheetFacts) -> set[int]:
    """Return the filled columns of a row; note its errors and merged ranges."""
    filled: set[int] = set()
    column = 0
    for cell in row_element:
        if local_name(cell.tag) not in {"table-cell", "covered-table-cell"}:
            continue
        count = _repeated(cell, "number-columns-repeated", _MOST_COLUMNS)
        shown = "".join(cell.itertext()).strip()
        if _attribute(cell, "value-type", "calcext") == "error":
            facts.errors[row, column] = shown or NO_VALUE
        if shown or _attribute(cell, "value") or _attribute(cell, "date-value"):
            filled.update(range(column, min(column + count, _MOST_COLUMNS)))
        wide = _repeated(cell, "number-columns-spanned", _MOST_COLUMNS)
        high = _repeated(cell, "number-rows-spanned", _MOST_ROWS)
        if shown and (wide > 1 or high > 1):
            facts.merged.append((row, column, row + high - 1, column + wide - 1))
        column = min(column + count, _MOST_COLUMNS)
    return filled


def _attribute(element: Element, name: str, namespace: str = "") -> str:
    """Return an attribute by its local name; ``namespace`` is a part of the namespace that it must have."""
    return next(
        (value for full, value in element.items() if local_name(full) == name and namespace in full.partition("}")[0]),
        "",
    )


def _repeated(element: Element, name: str, most: int) -> int:
    written = _attribute(element, name)
    return min(int(written), most) if written.isascii() and written.isdigit() and len(written) < 9 else 1


def _is_hidden(element: Element) -> bool:
    return _attribute(element, "visibility") in {"collapse", "filter"}
