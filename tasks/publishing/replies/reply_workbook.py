"""The reply to one file: the village's own workbook with the sheet Tanda Terima in front and its wrong cells marked.

Everything else stays as it was. A file that openpyxl cannot save again with everything in it gets the sheet alone.
The original is never touched.
"""

import io
import warnings
from collections.abc import Sequence
from copy import copy
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from data.sentences import VILLAGES, text
from data.workbook import marks
from tasks.publishing.replies.corrections import Correction
from tasks.publishing.replies.fidelity import can_be_saved_again
from tasks.publishing.replies.receipt import Receipt
from tasks.publishing.replies.receipt_sheet import add_receipt, listed, remove_receipt
from tasks.publishing.workbook.cell_texts import written_text
from tasks.publishing.workbook.saving import save

_FRAME = Side(style="medium", color="C00000")
_AUTHOR = "Inspektorat"
_COMMENT_WIDTH = 320
_LINE_HEIGHT = 16
_CHARACTERS_A_LINE = 44
_MOST_IN_A_COMMENT = 5
_NO_STYLE_WARNING = "Workbook contains no default style"


def write_marked_reply(target: Path, source: bytes, receipt: Receipt, position: int = 0) -> bool:
    """Write the village's file at ``position`` of ``receipt.files`` to ``target``, with the receipt and marks.

    In: ``source``, the bytes of that file. Out: whether it could be marked without losing anything. The same input
    gives the same bytes. Raises whatever openpyxl raises on workbooks that other programs wrote loosely: callers run
    this under limits and write the receipt alone then.
    """
    if not can_be_saved_again(source):
        return False
    save(_marked(source, receipt, position), target, None)
    return True


def write_receipt(target: Path, receipt: Receipt, position: int = 0) -> None:
    """Write the receipt alone; raises ``OSError`` when ``target``, whose folder exists, cannot be written."""
    workbook = Workbook()
    workbook.properties.creator = None
    blank = workbook.worksheets[0]
    add_receipt(workbook, receipt, position, (), marked=False)
    workbook.remove(blank)
    save(workbook, target, receipt.as_of)


def _marked(source: bytes, receipt: Receipt, position: int) -> Workbook:
    """Return the village's workbook with the receipt in front and its wrong cells marked."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        warnings.filterwarnings("ignore", message=_NO_STYLE_WARNING)
        workbook = load_workbook(io.BytesIO(source), rich_text=True)
    remove_receipt(workbook)
    sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    for sheet in sheets.values():
        _remove_old_comments(sheet)
    own_file = receipt.files[position][0]
    for (name, address), corrections in _by_cell(listed(receipt.for_file(position)), own_file).items():
        if name in sheets:
            _mark(_writable(sheets[name], *coordinate_to_tuple(address)), corrections)
    add_receipt(workbook, receipt, position, sheets, marked=True)
    return workbook


def _by_cell(corrections: Sequence[Correction], file: str) -> dict[tuple[str, str], list[Correction]]:
    """Return the corrections of a file by sheet and cell, the worst first."""
    found: dict[tuple[str, str], list[Correction]] = {}
    for correction in corrections:
        if correction.file == file:
            for cell in correction.cells:
                found.setdefault((correction.sheet, cell), []).append(correction)
    return found


def _writable(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell, or the first cell of the merged range that covers it."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, MergedCell):
        return cell
    merged = next(cells for cells in sheet.merged_cells.ranges if cell.coordinate in cells)
    return _writable(sheet, merged.min_row, merged.min_col)


def _mark(cell: Cell, corrections: Sequence[Correction]) -> None:
    """Tint and frame a cell and add the comment, below one that already stands there."""
    cell.fill = PatternFill("solid", fgColor=marks("severity")[corrections[0].severity].fill)
    diagonal = cell.border
    cell.border = Border(
        _FRAME,
        _FRAME,
        _FRAME,
        _FRAME,
        diagonal=copy(diagonal.diagonal),
        diagonalUp=diagonal.diagonalUp,
        diagonalDown=diagonal.diagonalDown,
    )
    before = f"{cell.comment.text.rstrip()}\n\n" if cell.comment else ""
    author = cell.comment.author if cell.comment else _AUTHOR
    text = f"{before}{_comment_mark()}\n{_comment(corrections)}"
    lines = sum(1 + len(line) // _CHARACTERS_A_LINE for line in text.splitlines())
    cell.comment = Comment(text, author, height=(lines + 1) * _LINE_HEIGHT, width=_COMMENT_WIDTH)


def _comment(corrections: Sequence[Correction]) -> str:
    words = marks("severity")
    told = [
        text(
            "comment",
            VILLAGES,
            rule=correction.rule,
            severity=words[correction.severity].word,
            statement=correction.statement,
            mend=correction.mend,
        )
        for correction in corrections[:_MOST_IN_A_COMMENT]
    ]
    more = len(corrections) - _MOST_IN_A_COMMENT
    return written_text("\n\n".join([*told, *([text("comment_more", VILLAGES, count=more)] if more > 0 else [])]))


def _remove_old_comments(sheet: Worksheet) -> None:
    """Take our words out of the comments of an earlier reply that a village mended and sent."""
    for cell in list(sheet._cells.values()):
        comment = cell.comment
        if comment and _comment_mark() in comment.text:
            own = comment.text.split(_comment_mark())[0].rstrip()
            cell.comment = Comment(own, comment.author, comment.height, comment.width) if own else None


def _comment_mark() -> str:
    return text("comment_mark", VILLAGES)
