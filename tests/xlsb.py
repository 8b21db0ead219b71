"""Writing a small .xlsb, which neither openpyxl nor LibreOffice can: texts, numbers and errors only ([MS-XLSB])."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping

from tests.builders import Rows

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="bin" ContentType="application/octet-stream"/></Types>'
)
_ERRORS = {"#REF!": 0x17, "#N/A": 0x2A}
_ROW, _ERROR, _REAL, _TEXT = 0, 3, 5, 6
_BEGIN_SHEET, _BEGIN_BOOK = 129, 131
_BEGIN_SHEETS, _BEGIN_DATA, _AREA, _SHEET = 143, 145, 148, 156


def xlsb(sheets: Mapping[str, Rows]) -> bytes:
    """Return the bytes of an .xlsb with the given sheets, blank where None."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.bin")]))
        parts = [("worksheet", f"worksheets/sheet{number}.bin") for number in range(1, len(sheets) + 1)]
        package.writestr("xl/_rels/workbook.bin.rels", _relations(parts))
        listed = [
            _record(_SHEET, struct.pack("<II", 0, number) + _text(f"rId{number}") + _text(name))
            for number, name in enumerate(sheets, start=1)
        ]
        package.writestr("xl/workbook.bin", _between(_BEGIN_BOOK, [_between(_BEGIN_SHEETS, listed)]))
        for number, rows in enumerate(sheets.values(), start=1):
            package.writestr(f"xl/worksheets/sheet{number}.bin", _sheet(rows))
    return content.getvalue()


def _relations(parts: list[tuple[str, str]]) -> str:
    listed = [
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, start=1)
    ]
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(listed)}</Relationships>'


def _sheet(rows: Rows) -> bytes:
    width = max(map(len, rows))
    records = []
    for number, row in enumerate(rows):
        records.append(_record(_ROW, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0)))
        records += [_cell(column, value) for column, value in enumerate(row) if value is not None]
    area = _record(_AREA, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1))
    return _between(_BEGIN_SHEET, [area, _between(_BEGIN_DATA, records)])


def _cell(column: int, value: object) -> bytes:
    place = struct.pack("<II", column, 0)
    if isinstance(value, float | int):
        return _record(_REAL, place + struct.pack("<d", value))
    if value in _ERRORS:
        return _record(_ERROR, place + bytes([_ERRORS[str(value)]]))
    return _record(_TEXT, place + _text(str(value)))


def _between(begin: int, records: Iterable[bytes]) -> bytes:
    """Return records between their begin and end mark: the end's number follows the begin's."""
    return _record(begin) + b"".join(records) + _record(begin + 1)


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    length = bytes([size]) if size < 0x80 else bytes([size & 0x7F | 0x80, size >> 7])
    return head + length + data


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
