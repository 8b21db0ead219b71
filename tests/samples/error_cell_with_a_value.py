"""A heading's cell that is marked as an error and holds its text: it is read, and counted once."""

from tests.builders import repacked, unsigned_return, workbook

_TEXT = b"Kode Dugaan Pelanggaran"


def build() -> bytes:
    return repacked(workbook(unsigned_return()), marked)


def marked(name: str, part: bytes) -> bytes:
    if not name.startswith("xl/worksheets/") or _TEXT not in part:
        return part
    before, _, after = part.partition(_TEXT)
    start, _, kind = before.rpartition(b't="inlineStr"')
    return start + b't="e"' + kind + _TEXT + after
