"""Whether openpyxl can save a village's workbook again without losing anything of it, told from the parts of the ZIP.

Measured with openpyxl 3.1: pictures, charts, validations, ordinary conditional formats, tables, protection, links and
notes stay; what is listed here would be lost. Marks of ignored warnings (the green corners), printer settings and
stored results of formulas are lost too, and taken as no loss: no content, and made again on opening.
"""

import io
import re
import zipfile
import zlib

from openpyxl.utils import column_index_from_string

from data.reference import limit

_MAIN_PART = "xl/workbook.xml"
_LOST_PARTS = re.compile(
    r"vbaProject|vbaData|/ctrlProps/|/activeX/|/embeddings/|/slicers?/|/slicerCaches/|/timelines?/|/threadedComments/"
    r"|/persons/|/charts/chartEx|/diagrams/|/queryTables/|/connections\.xml|/model/|/richData/|/cellimages|/metadata\.xml"
    r"|_xmlsignatures/|/customUI",
    re.IGNORECASE,
)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_DRAWING = re.compile(r"xl/drawings/[^/]+\.xml", re.IGNORECASE)
_NOTES = re.compile(r"xl/drawings/[^/]+\.vml|xl/[^/]+\.vml", re.IGNORECASE)
_LOST_IN_SHEET = re.compile(
    rb"<(?:\w+:)?(?:extLst|legacyDrawingHF|picture|oleObjects|controls|protectedRanges|customSheetViews)\b"
)
_LOST_IN_DRAWING = re.compile(rb"<(?:\w+:)?(?:sp|cxnSp|grpSp|contentPart|AlternateContent|SmartArt)\b")
_NOTE_KIND = re.compile(rb'ObjectType="([^"]*)"')
_MERGE = re.compile(rb'<mergeCell [^>]*ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')


def can_be_saved_again(content: bytes) -> bool:
    """Tell whether the bytes are an .xlsx that openpyxl saves with everything that is in it.

    False also for another format, a damaged file, and one so large that marking it would take too long
    (``annotated_bytes`` of ``limits.csv``; a merge over more than ``filled_cells``).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _keeps_everything(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return False


def _keeps_everything(package: zipfile.ZipFile) -> bool:
    members = package.infolist()
    names = [member.filename for member in members]
    if _MAIN_PART not in names or any(_LOST_PARTS.search(f"/{name}") for name in names):
        return False
    if sum(member.file_size for member in members) > limit("annotated_bytes"):
        return False
    return not any(_would_lose(name, package.read(name)) for name in names if name.casefold().startswith("xl/"))


def _would_lose(name: str, content: bytes) -> bool:
    """Tell whether one part of the file holds something that would be lost."""
    if _SHEET.fullmatch(name):
        return bool(_LOST_IN_SHEET.search(content)) or _huge_merge(content)
    if _DRAWING.fullmatch(name):
        return bool(_LOST_IN_DRAWING.search(content))
    return bool(_NOTES.fullmatch(name)) and bool(set(_NOTE_KIND.findall(content)) - {b"Note"})


def _huge_merge(xml: bytes) -> bool:
    return any(
        _columns(left, right) * (int(bottom) - int(top) + 1) > limit("filled_cells")
        for left, top, right, bottom in _MERGE.findall(xml)
    )


def _columns(left: bytes, right: bytes) -> int:
    return column_index_from_string(right.decode()) - column_index_from_string(left.decode()) + 1
