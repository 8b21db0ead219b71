"""A workbook with an old macro sheet, which the fast parser refuses: its forms are read all the same."""

import re

from tests.builders import repacked, unsigned_return, workbook

_KIND = b"http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"


def build() -> bytes:
    return repacked(workbook(unsigned_return() | {"Makro": [["=HALT()"]]}), with_macro_sheet)


def with_macro_sheet(name: str, part: bytes) -> bytes:
    if name != "xl/_rels/workbook.xml.rels":
        return part
    relation = next(found[0] for found in re.finditer(b"<Relationship [^>]*>", part) if b"sheet6.xml" in found[0])
    return part.replace(relation, re.sub(b'Type="[^"]*"', b'Type="' + _KIND + b'"', relation))
