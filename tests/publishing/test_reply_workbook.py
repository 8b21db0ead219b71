"""A reply is the village's own file: marked where a finding names a cell, and otherwise as it was."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image as Picture

from data.workbook import marks
from tasks.publishing.replies.corrections import Correction
from tasks.publishing.replies.fidelity import can_be_saved_again
from tasks.publishing.replies.receipt import Receipt
from tasks.publishing.replies.receipt_sheet import add_receipt
from tasks.publishing.replies.replies import ReplyJob, write_jobs
from tasks.publishing.replies.reply_workbook import write_marked_reply
from tests.builders import VILLAGE, full_return, read, workbook
from tests.publishing.audited import content, filled_template

SHEET = "Daftar Hadir"
RECEIPT = "Tanda Terima"
WRONG = Correction(
    "explain", "D09", ("attendance",), "k.xlsx", SHEET, ("K7", "L7"), ("XX",), "Kode tidak dikenal.", "Ganti isi sel."
)


def receipt(*corrections: Correction) -> Receipt:
    return Receipt(
        VILLAGE, "Desa Besuki", "LENGKAP", date(2024, 11, 6), "5 November 2024", "12 November 2024",
        (("k.xlsx", "0" * 64),), (), corrections,
    )  # fmt: skip


def kept(folder: Path, content: bytes) -> Path:
    """Return a file that holds these bytes and bears their SHA-256 as its name, as in the archive."""
    copy = folder / sha256(content).hexdigest()
    copy.write_bytes(content)
    return copy


def _opening(*found: Correction, status: str = "LENGKAP") -> list[str]:
    given = replace(receipt(*found), status=status)
    book = openpyxl.Workbook()
    add_receipt(book, given, 0, (), marked=True)
    return [str(row[0].value) for row in book[RECEIPT].iter_rows(max_col=1) if row[0].value]


def test_advice_alone_is_no_remark_and_has_its_own_list() -> None:
    told = _opening(replace(WRONG, severity="advise", rule="S11"))
    assert "Status: LENGKAP. Semua formulir sudah diterima tepat waktu. Terima kasih." in told
    assert "Tidak ada kesalahan isian pada formulir yang kami terima. Ada 1 saran." in told
    assert "Saran (tidak wajib ditindaklanjuti)" in told
    assert "Yang perlu diperbaiki" not in told
    both = _opening(WRONG, replace(WRONG, severity="advise", rule="S11", cells=("A1",)))
    assert "Ada 1 hal yang perlu diperbaiki. Ada 1 saran." in both
    assert any("dengan catatan. Semua formulir diterima tepat waktu; 1 hal" in line for line in both)


def test_an_explanation_has_an_addressee_and_a_day() -> None:
    told = _opening(replace(WRONG, rule="N07"))
    assert any("kepada Inspektorat paling lambat 12 November 2024" in line for line in told)


def test_that_nothing_came_yet_is_no_mistake() -> None:
    missing = replace(WRONG, severity="block", rule="S01", file="", sheet="", cells=(), values=())
    assert not [line for line in _opening(missing, status="BELUM MASUK") if "hal yang perlu diperbaiki" in line]


def reply(tmp_path: Path, source: bytes | None, *corrections: Correction) -> openpyxl.Workbook:
    target = tmp_path / "balasan.xlsx"
    file = None if source is None else kept(tmp_path, source)
    write_jobs([ReplyJob(target, file, receipt(*corrections), 0)], jobs=1)
    return openpyxl.load_workbook(target, rich_text=True)


def picture() -> io.BytesIO:
    png = io.BytesIO()
    Picture.new("RGB", (3, 2), "red").save(png, "png")
    return png


@pytest.fixture
def elaborate(tmp_path: Path) -> bytes:
    """A filled template with a picture, comments, a formula, rich text, a conditional format and odd sizes."""
    book = filled_template(tmp_path)
    sheet = book[SHEET]
    sheet.add_image(Image(picture()), "AK2")
    sheet["K7"].comment = Comment("Catatan desa", "Siti")
    sheet["M8"].comment = Comment("Jangan hilang", "Siti")
    sheet["B30"] = "=1+1"
    sheet["B31"] = CellRichText("Biasa ", TextBlock(InlineFont(b=True), "tebal"), " akhir ")
    sheet["B32"] = date(2024, 10, 31)
    sheet["B33"] = True
    sheet.row_dimensions[9].height = 41
    sheet.column_dimensions["B"].width = 33.5
    sheet.conditional_formatting.add(
        "F7:AJ9", openpyxl.formatting.rule.CellIsRule(operator="equal", formula=['"TK"'], font=None)
    )
    book["Peta Kerawanan"].sheet_state = "visible"
    return content(book)


def look(sheet: Worksheet, address: str) -> tuple[object, ...]:
    cell = sheet[address]
    looks = (repr(cell.font), repr(cell.alignment), repr(cell.protection))
    return (repr(cell.value), cell.data_type, cell.number_format, *looks)


def paint(sheet: Worksheet, address: str) -> tuple[object, ...]:
    cell = sheet[address]
    return repr(cell.fill), repr(cell.border), cell.comment and (cell.comment.text, cell.comment.author)


def surroundings(sheet: Worksheet) -> dict[str, object]:
    return {
        "size": sheet.dimensions,
        "widths": {letter: (d.width, d.hidden) for letter, d in sorted(sheet.column_dimensions.items())},
        "heights": {row: (d.height, d.hidden) for row, d in sorted(sheet.row_dimensions.items())},
        "merged": str(sheet.merged_cells),
        "checks": [(str(d.sqref), d.type, d.formula1, d.prompt) for d in sheet.data_validations.dataValidation],
        "formats": [(str(key.sqref), [rule.formula for rule in key.rules]) for key in sheet.conditional_formatting],
        "frozen": sheet.freeze_panes,
        "protected": (sheet.protection.sheet, sheet.protection.formatColumns),
        "printed": (sheet.print_title_rows, sheet.page_setup.orientation, sheet.page_setup.fitToWidth),
        "footer": (sheet.oddFooter.left.text, sheet.oddFooter.right.text),
        "pictures": [(image._data(), image.anchor._from.col, image.anchor._from.row) for image in sheet._images],
        "state": sheet.sheet_state,
    }


def test_everything_but_the_wrong_cells_is_as_it_was(elaborate: bytes, tmp_path: Path) -> None:
    before = openpyxl.load_workbook(io.BytesIO(elaborate), rich_text=True)
    after = reply(tmp_path, elaborate, WRONG)
    assert after.sheetnames == [RECEIPT, *before.sheetnames]
    assert after.defined_names.keys() == before.defined_names.keys()
    assert after.properties.modified == before.properties.modified
    for sheet in before:
        again = after[sheet.title]
        assert surroundings(again) == surroundings(sheet)
        for row in sheet.iter_rows():
            for cell in row:
                address = cell.coordinate
                assert look(again, address) == look(sheet, address), (sheet.title, address)
                if (sheet.title, address) not in {(SHEET, "K7"), (SHEET, "L7")}:
                    assert paint(again, address) == paint(sheet, address), (sheet.title, address)


def test_a_wrong_cell_is_tinted_framed_and_commented_below_the_villages_own_comment(
    elaborate: bytes, tmp_path: Path
) -> None:
    after = reply(tmp_path, elaborate, WRONG)[SHEET]
    for address in WRONG.cells:
        assert after[address].fill.fill_type == "solid"
        assert after[address].fill.fgColor.rgb[-6:] in {mark.fill for mark in marks("severity").values()}
        assert after[address].border.left.style == "medium"
        assert "D09" in after[address].comment.text
        assert "Ganti isi sel." in after[address].comment.text
    assert after["K7"].comment.text.startswith("Catatan desa\n")
    assert after["K7"].comment.author == "Siti"


def test_the_receipt_leads_to_the_cell(elaborate: bytes, tmp_path: Path) -> None:
    first = reply(tmp_path, elaborate, WRONG).worksheets[0]
    links = {cell.value: cell.hyperlink.location for row in first.iter_rows() for cell in row if cell.hyperlink}
    assert links == {"Daftar Hadir, sel K7 dan 1 sel lain": "'Daftar Hadir'!K7"}
    assert sum(sheet.sheet_view.tabSelected for sheet in reply(tmp_path, elaborate, WRONG)) == 1


def test_a_reply_that_is_sent_back_reads_like_the_file_and_gets_one_receipt_again(
    elaborate: bytes, tmp_path: Path
) -> None:
    target = tmp_path / "balasan.xlsx"
    write_marked_reply(target, elaborate, receipt(WRONG))
    sent_back = target.read_bytes()
    own, again = read(elaborate), read(sent_back)
    assert own.pop("opened")[0]["first_sheet"] != again.pop("opened")[0]["first_sheet"]
    receipt_cells = again["worksheets"].pop(0)
    assert (receipt_cells["sheet"], receipt_cells["meant_cell"]) == (RECEIPT, None)
    assert receipt_cells["note_cell_count"] == receipt_cells["filled_cell_count"]
    assert own == again
    after = reply(tmp_path, sent_back)
    assert after.sheetnames.count(RECEIPT) == 1
    assert after[SHEET]["K7"].comment.text == "Catatan desa"
    assert after[SHEET]["L7"].comment is None


def test_a_sheet_of_the_village_with_the_receipts_name_stays(tmp_path: Path) -> None:
    after = reply(tmp_path, workbook(full_return(**{RECEIPT: [["milik desa"]]})))
    assert after.sheetnames[0] == f"{RECEIPT} 2"
    assert after[RECEIPT]["A1"].value == "milik desa"


def test_a_finding_inside_a_merged_cell_is_marked_at_its_first_cell(tmp_path: Path) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        book["Hadir"].merge_cells("K7:M8")

    wrong = replace(WRONG, sheet="Hadir", cells=("L8",))
    after = reply(tmp_path, workbook(full_return(), merge), wrong)
    assert "D09" in after["Hadir"]["K7"].comment.text


def test_what_a_village_wrote_is_a_text_in_the_receipt(tmp_path: Path) -> None:
    injected = replace(WRONG, values=('=HYPERLINK("http://contoh.invalid")',), statement="+1\x00\ud800")
    first = reply(tmp_path, workbook(full_return()), injected).worksheets[0]
    cells = [cell for row in first.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert next(cell for cell in cells if str(cell.value).startswith("=HYPER")).quotePrefix


def test_equal_inputs_give_equal_bytes(elaborate: bytes, tmp_path: Path) -> None:
    target = tmp_path / "balasan.xlsx"
    written = set()
    for _ in range(2):
        write_marked_reply(target, elaborate, receipt(WRONG))
        written.add(target.read_bytes())
    assert len(written) == 1


def with_part(source: bytes, name: str, part: bytes = b"x") -> bytes:
    """Return the file with one more part in its ZIP."""
    changed = io.BytesIO(source)
    with zipfile.ZipFile(changed, "a") as package:
        package.writestr(name, part)
    return changed.getvalue()


def with_sheet_xml(source: bytes, before: bytes, after: bytes) -> bytes:
    """Return the file with something replaced in the XML of its first sheet."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as package, zipfile.ZipFile(changed, "w") as target:
        for name in package.namelist():
            part = package.read(name)
            target.writestr(name, part.replace(before, after) if name.endswith("sheet1.xml") else part)
    return changed.getvalue()


SHAPE = b'<xdr:wsDr><xdr:twoCellAnchor><xdr:sp macro=""><xdr:txBody/></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>'
SPARKLINES = b"<extLst><ext><x14:sparklineGroups/></ext></extLst></worksheet>"
CANNOT_BE_KEPT: dict[str, Callable[[bytes], bytes]] = {
    "macros": lambda source: with_part(source, "xl/vbaProject.bin"),
    "text box": lambda source: with_part(source, "xl/drawings/drawing9.xml", SHAPE),
    "form control": lambda source: with_part(source, "xl/ctrlProps/ctrlProp1.xml"),
    "button": lambda source: with_part(source, "xl/drawings/vmlDrawing9.vml", b'<x:ClientData ObjectType="Button"/>'),
    "sparklines": lambda source: with_sheet_xml(source, b"</worksheet>", SPARKLINES),
    "background": lambda source: with_sheet_xml(source, b"</worksheet>", b'<picture r:id="r1"/></worksheet>'),
    "huge merge": lambda source: with_sheet_xml(
        source, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "xls": lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "xlsb": lambda _: with_part(b"", "xl/workbook.bin"),
    "ods": lambda _: with_part(b"", "mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
    "damaged": lambda source: source[: len(source) // 2],
    "bad XML": lambda source: with_sheet_xml(source, b"<sheetData>", b"<sheetData><"),
    "empty": lambda _: b"",
}


@pytest.mark.parametrize("kind", CANNOT_BE_KEPT)
def test_a_file_that_would_lose_something_gets_the_receipt_alone(kind: str, tmp_path: Path) -> None:
    after = reply(tmp_path, CANNOT_BE_KEPT[kind](workbook(full_return())), WRONG)
    assert after.sheetnames == [RECEIPT]
    texts = [str(cell.value) for row in after[RECEIPT].iter_rows() for cell in row if cell.value]
    assert "Daftar Hadir, sel K7, L7" in texts
    assert "Ganti isi sel." in texts


def test_what_stays_does_not_cost_the_village_its_marks(elaborate: bytes) -> None:
    assert can_be_saved_again(elaborate)
