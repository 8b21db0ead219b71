"""Formulas whose stored value is an empty text, as LibreOffice saves =IF(...;"";...): blank, and no error."""

from tests.builders import repacked, unsigned_return, workbook

_FORMULA = b'<c r="AK2" t="str"><f>IF(1=1,"","x")</f><v></v></c>'


def build() -> bytes:
    return repacked(workbook(unsigned_return()), with_formula)


def with_formula(name: str, part: bytes) -> bytes:
    if name != "xl/worksheets/sheet2.xml":
        return part
    heading, person, rest = part.split(b"</row>", 2)
    return b"</row>".join([heading, person + _FORMULA, rest])
