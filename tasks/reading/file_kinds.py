"""What a file is that is no workbook, told by its bytes: each kind is mended in its own way (S03, ``causes.csv``)."""

import codecs
import re

from tasks.reading.compound import CompoundFile
from tasks.reading.package import Package

_BEGINNINGS = (
    (b"%PDF", "pdf"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"{\\rtf", "document"),
)
_BRANDS = {b"heic", b"heix", b"mif1", b"msf1", b"avif"}  # of ISO media: what a telephone's photograph is called
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SPREADSHEET_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
_MARKUP = re.compile(r"\A\s*<")
_LOOKED_AT = 4096
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def kind_of_bytes(content: bytes) -> str:
    """Return the cause of S03 for bytes that are neither a package nor a compound file."""
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    if (content[4:8] == b"ftyp" and content[8:12] in _BRANDS) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return "picture"
    text = _text(content[:_LOOKED_AT])
    if text is None:
        return "not_a_workbook"
    if _MARKUP.match(text):
        return "xml_spreadsheet" if _SPREADSHEET_2003 in text else "web_page"
    return "text_table" if any(sign in text for sign in ("\t", ";", ",")) else "not_a_workbook"


def kind_of_package(package: Package) -> str:
    """Return the cause of S03 for a zip package that holds no workbook of its own."""
    names = package.names
    if any(name.startswith(("word/", "ppt/")) for name in names):
        return "document"
    if "mimetype" in package and b"opendocument" in package.read("mimetype"):
        return "document"
    return "archive"


def kind_of_compound(compound: CompoundFile) -> str:
    """Return the cause of S03 for a compound file without a workbook's stream."""
    return "document" if "worddocument" in compound or "powerpoint document" in compound else "not_a_workbook"


def _text(content: bytes) -> str | None:
    """Return the beginning of a text in one of the usual encodings; None for what is no text."""
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), "")
    try:
        text = content.decode(encoding or "utf-8", "strict" if not encoding else "ignore").lstrip("\ufeff")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    return None if _CONTROL.search(text) else text
