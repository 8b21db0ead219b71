"""A million formatted blank rows below the data, as one stroke of the format brush leaves them."""

from tests.builders import repacked, unsigned_return, workbook

_END = b"</sheetData>"


def build() -> bytes:
    return repacked(workbook(unsigned_return()), brushed)


def brushed(name: str, part: bytes) -> bytes:
    if name != "xl/worksheets/sheet2.xml":
        return part
    rows = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % row for row in range(4, 1_048_577))
    return part.replace(b'ref="A1:AK3"', b'ref="A1:AK1048576"').replace(_END, rows + _END)
