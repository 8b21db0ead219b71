"""The sheet Tanda Terima: the first sheet of every reply, or the only one."""

from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from data.catalogue import MISSING_FORM
from data.figures import date_text
from data.letterhead import letterhead
from data.reference import limit
from data.sentences import VILLAGES, text
from data.workbook import marks
from tasks.publishing.replies.corrections import ADVICE, PARTS, Correction, where, where_short, written
from tasks.publishing.replies.receipt import PARTNER, Receipt
from tasks.publishing.replies.village_looks import VillageLooks

_WIDTHS = (6, 16, 34, 20, 44, 52)
_A4 = 9
_RECEIVED = ("form", "file", "date", "state", "content")
_CORRECTION = ("number", "severity", "where", "value", "what", "mend")


def add_receipt(workbook: Workbook, receipt: Receipt, position: int, sheets: Collection[str], *, marked: bool) -> None:
    """Put the sheet in front of a workbook.

    ``position``: which of the village's files the reply is for; ``sheets``: the names of sheets that a link may lead
    to; ``marked``: the cells bear marks, so the sheet says how to find them.
    """
    sheet = workbook.create_sheet(_free_title(workbook), 0)
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is sheet
    workbook.active = 0
    workbook.views[0].firstSheet = 0
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    looks = VillageLooks()
    corrections = receipt.for_file(position)
    for row, (line, look) in enumerate(_opening(receipt, position, corrections, marked=marked), start=1):
        looks.merged(sheet, row, len(_WIDTHS), line, look)
        if receipt.view and receipt.view in line:
            sheet.cell(row, 1).hyperlink = quote(receipt.view)
    row = _write_received(sheet, looks, receipt, sheet.max_row + 2)
    own_file = receipt.files[position][0] if receipt.files else ""
    for part, found in _parts(corrections).items():
        if found:
            row = _write_corrections(sheet, looks, part, found, own_file, sheets, row + 2)
    _print_setup(sheet)


def remove_receipt(workbook: Workbook) -> None:
    """Take out the sheet of an earlier reply, when a village mended that copy and sent it."""
    first = workbook.worksheets[0]
    if first.title == text("receipt_sheet", VILLAGES) and first["A1"].value == text("receipt_title", VILLAGES):
        workbook.remove(first)


def _opening(receipt: Receipt, position: int, corrections: list[Correction], *, marked: bool) -> list[tuple[str, str]]:
    parts = _parts(corrections)
    lines = [
        (text("receipt_title", VILLAGES), "title"),
        (" · ".join(letterhead(receipt.area_code)), "note"),
        (receipt.place, "place"),
        (text("receipt_audited", VILLAGES, as_of=date_text(receipt.as_of, VILLAGES)), "note"),
        (_status(receipt, len(parts["mend"])), "strong"),
    ]
    if not corrections:
        return [*lines, (text("nothing_wrong", VILLAGES), "strong"), (_whom_to_ask(receipt), "plain_wrapped")]
    if counted := _counted(receipt, parts):
        lines.append((counted, "strong"))
    if parts["mend"]:
        key = "how_to_send" if not receipt.files and receipt.status == "BELUM MASUK" else "how_to_mend"
        closed = "_partner" if receipt.status == PARTNER else "_closed" if receipt.is_closed else ""
        lines.append((text(f"{key}{closed}", VILLAGES, grace=receipt.grace), "plain_wrapped"))
    if parts["explain"]:
        key = "how_to_explain" if receipt.grace and not receipt.is_closed else "how_to_explain_closed"
        lines.append((text(key, VILLAGES, grace=receipt.grace), "plain_wrapped"))
    lines.append((_whom_to_ask(receipt), "plain_wrapped"))
    if receipt.files:
        lines.append((text("how_to_find" if marked else "receipt_only", VILLAGES), "plain_wrapped"))
    elif receipt.replies:
        lines.append((text("see_replies", VILLAGES, names=", ".join(receipt.replies)), "plain_wrapped"))
    if receipt.view:
        lines.append((text("see_view", VILLAGES, file=receipt.view), "plain_link"))
    if len(receipt.files) > 1:
        others = [name for place, name in enumerate(receipt.replies) if place != position]
        lines.append((text("several_files", VILLAGES, names=", ".join(others)), "plain_wrapped"))
    return lines


def _parts(corrections: Sequence[Correction]) -> dict[str, list[Correction]]:
    """Part what is to be mended in the forms from what is to be explained, and from advice."""
    return {part: [found for found in corrections if found.part == part] for part in PARTS}


def _counted(receipt: Receipt, parts: dict[str, list[Correction]]) -> str:
    """Say how many there are of each part; that nothing came yet is no mistake in a form."""
    numbers = {part: len(found) for part, found in parts.items()}
    said = [part for part in PARTS if numbers[part]]
    if receipt.status == "BELUM MASUK" and all(found.rule == MISSING_FORM for found in parts["mend"]):
        said = [part for part in said if part != "mend"]
    if ADVICE in said and said != [ADVICE]:
        counted = text(f"counted_{'_and_'.join(said[:-1])}", VILLAGES, **numbers)
        return f"{counted} {text('counted_advise_too', VILLAGES, **numbers)}"
    return text(f"counted_{'_and_'.join(said)}", VILLAGES, **numbers) if said else ""


def _status(receipt: Receipt, mends: int) -> str:
    """Say how far the village or the file is; a return in time that still has mistakes is no plain LENGKAP."""
    key = f"status_{receipt.status}"
    if receipt.status == "LENGKAP" and mends:
        key = "status_LENGKAP_mend"
    if receipt.status == "KIRIMAN" and receipt.month != receipt.reported_month:
        key = "status_KIRIMAN_other_month"
    return text(key, VILLAGES, due=receipt.due, count=mends, month=receipt.month, reported_month=receipt.reported_month)


def _whom_to_ask(receipt: Receipt) -> str:
    return text("whom_to_ask", VILLAGES, contact=receipt.contact or text("nobody_named", VILLAGES))


def _write_received(sheet: Worksheet, looks: VillageLooks, receipt: Receipt, row: int) -> int:
    """Write the table of what was received; return its last row."""
    looks.merged(sheet, row, len(_WIDTHS), text("received_heading", VILLAGES), "section")
    row += 1
    _row(sheet, looks, row, [text(f"received_{name}", VILLAGES) for name in _RECEIVED], "heading")
    for line in receipt.received:
        row += 1
        _row(sheet, looks, row, [line.form, line.file, line.received, line.state, line.content], "text")
    if any(line.content for line in receipt.received):
        row += 1
        looks.merged(sheet, row, len(_WIDTHS), text("digest_note", VILLAGES), "note")
    return row


def _row(sheet: Worksheet, looks: VillageLooks, row: int, texts: list[str], look: str) -> None:
    """Write a row of the table of what was received, whose first text takes the two narrow columns."""
    looks.row_of_texts(sheet, row, ["", *texts], look)
    looks.put(sheet, row, 1, texts[0], look)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)


def _write_corrections(
    sheet: Worksheet,
    looks: VillageLooks,
    part: str,
    corrections: list[Correction],
    own_file: str,
    sheets: Collection[str],
    row: int,
) -> int:
    """Write the list of one part; return its last row."""
    words = marks("severity")
    looks.merged(sheet, row, len(_WIDTHS), text(f"{part}_heading", VILLAGES), "section")
    row += 1
    looks.row_of_texts(sheet, row, [text(f"{part}_{name}", VILLAGES) for name in _CORRECTION], "heading")
    sheet.print_title_rows = sheet.print_title_rows or f"{row}:{row}"
    for number, correction in enumerate(listed(corrections), start=1):
        row += 1
        severity = words[correction.severity]
        place = where(correction, own_file)
        texts = (str(number), severity.word, place, written(correction), correction.statement, correction.mend)
        looks.row_of_texts(sheet, row, texts)
        looks.put(sheet, row, 2, severity.word, "text", fill=severity.fill)
        if correction.cells and correction.file == own_file and correction.sheet in sheets:
            cell = looks.put(sheet, row, 3, where_short(correction), "link")
            target = f"{quote_sheetname(correction.sheet)}!{correction.cells[0]}"
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target)
    more = len(corrections) - len(listed(corrections))
    if more:
        row += 1
        looks.merged(sheet, row, len(_WIDTHS), text("corrections_more", VILLAGES, count=more), "plain_wrapped")
    return row


def listed(corrections: list[Correction]) -> list[Correction]:
    """Return those that a reply lists and marks, the worst first: whoever has thousands mends a kind, not a cell."""
    return corrections[: int(limit("reply_corrections"))]


def _free_title(workbook: Workbook) -> str:
    title = text("receipt_sheet", VILLAGES)
    number = 1
    taken = {name.casefold() for name in workbook.sheetnames}
    while (title if number == 1 else f"{title} {number}").casefold() in taken:
        number += 1
    return title if number == 1 else f"{title} {number}"


def _print_setup(sheet: Any) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.right.text = text("footer_page", VILLAGES)
