"""Every village gets its reply, in the output and in its own folder, and a folder's trouble stops nobody."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from data.catalogue import rules
from data.sheet_words import CellRole
from tasks.counting.history import History
from tasks.inbox.listing import list_inbox
from tasks.inbox.local import LocalInbox
from tasks.isolation.limited import Stopped, run_limited
from tasks.manifest.audit_context import current_versions
from tasks.pipeline import told_to_villages
from tasks.publishing.replies import view_mark, views
from tasks.publishing.replies.explain import Explained
from tasks.publishing.replies.replies import write_receipts
from tasks.publishing.replies.reply_names import STATUS
from tasks.publishing.replies.village_replies import deliver_marked_copies, deliver_replies
from tests.builders import VILLAGE
from tests.publishing.audited import Audited, audit, content, filled_template, send, send_register

pytestmark = pytest.mark.process

DISTRICT = "35.03.01"
RECEIPT = f"{VILLAGE}-2024-10.xlsx"
MARKED = "kiriman-balasan.xlsx"
VIEW = "kiriman-terbaca.xlsx"
FOLDER = f"{VILLAGE} Besuki"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """An inbox in which one village sent a form with three wrong cells, and the others nothing."""
    book = filled_template(tmp_path)
    book["Daftar Hadir"]["K7"] = "XX"
    book["Daftar Hadir"]["C8"] = "123"
    book["Laporan Netralitas"]["L6"] = None
    send(tmp_path / "inbox", "kiriman.xlsx", content(book))
    send_register(tmp_path / "inbox")
    return tmp_path


def publish(house: Path, audited: Audited, jobs: int = 1) -> list[str]:
    folder = house / "balasan"
    shutil.rmtree(folder, ignore_errors=True)
    write_receipts(folder, audited.facts, audited.results, jobs)
    home, inbox = house / "home", house / "inbox"
    return deliver_replies(folder, home, inbox, audited.facts, audited.returns, audited.results, jobs)


def delivered(house: Path) -> Path:
    """Return the folder of replies in the village's own folder."""
    return house / "inbox" / FOLDER / "balasan"


def kept(house: Path) -> Path:
    """Return where the home keeps the village's marked copies and views."""
    return house / "home" / "replies" / "2024-10" / VILLAGE / VILLAGE


def of_besuki(warnings: list[str]) -> list[str]:
    return [warning for warning in warnings if VILLAGE in warning]


def texts(path: Path) -> str:
    sheet = openpyxl.load_workbook(path)["Tanda Terima"]
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def unsigned(book: openpyxl.Workbook) -> openpyxl.Workbook:
    """Return a form that says of each pledge that it was not signed."""
    for row in book["Rakor dan Ikrar"].iter_rows(min_row=6, max_row=12):
        for cell in row:
            if cell.value == "YA":
                cell.value = "TIDAK"
    return book


def deliver_own_views(house: Path) -> dict[str, bytes]:
    """Audit the inbox, deliver the views, and return those that lie in the village's folder."""
    made, inbox = audit(house / "inbox", house / "home"), house / "inbox"
    assert deliver_marked_copies(house / "home", inbox, made.facts, made.returns, made.results, 1) == []
    return {path.name: path.read_bytes() for path in delivered(house).glob("*-terbaca.xlsx")}


def test_beside_the_audits_reply_lies_the_view_of_each_file_with_something_to_mend_and_of_no_other(house: Path) -> None:
    views = deliver_own_views(house)
    assert list(views) == [VIEW]
    view = kept(house) / VIEW
    assert view.read_bytes() == views[VIEW] == deliver_own_views(house)[VIEW]
    book = openpyxl.load_workbook(view)
    shown = {tuple(row[:2]) for row in book.worksheets[0].iter_rows(values_only=True)}
    assert {("Daftar Hadir", "K7"), ("Daftar Hadir", "C8")} <= shown
    send(house / "inbox", "kiriman.xlsx", content(filled_template(house)))
    assert deliver_own_views(house) == {}
    assert not view.exists()


def test_the_audits_reply_names_the_view_beside_it(house: Path) -> None:
    publish(house, audit(house / "inbox", house / "home"))
    reply = delivered(house) / MARKED
    assert VIEW in texts(reply)
    linked = [cell.hyperlink for row in openpyxl.load_workbook(reply)["Tanda Terima"].iter_rows() for cell in row]
    assert VIEW in [link.target for link in linked if link]


def test_a_file_with_questions_alone_gets_no_view(house: Path) -> None:
    """Two thirds of the sample's files had a view for a pledge not signed (N07), each as slow as reading ten files."""
    send(house / "inbox", "kiriman.xlsx", content(unsigned(filled_template(house))))
    found = audit(house / "inbox", house / "home").findings
    asked = found[found["file"] == f"{FOLDER}/kiriman.xlsx"]
    assert {"N07"} == set(asked["rule"])
    assert asked["sheet"].notna().all()
    assert deliver_own_views(house) == {}


def test_replies_speak_the_villages_language_whatever_the_audit_speaks(house: Path) -> None:
    send(house / "inbox", "kiriman.xlsx", content(unsigned(filled_template(house))))
    told = {}
    for language in ("id", "en"):
        made = audit(house / "inbox", house / "home", language=language)
        own = told_to_villages(made.returns, History.empty(), made.found, made.results, made.facts.scope)
        folder = house / language
        write_receipts(folder, made.facts.for_villages(own.mends), own.results)
        books = [openpyxl.load_workbook(path) for path in sorted(folder.glob("*.xlsx"))]
        told[language] = [str(cell.value) for book in books for sheet in book for row in sheet for cell in row]
        assert ("pledge" in " ".join(made.findings["statement"])) == (language == "en")
    assert told["id"]
    assert told["en"] == told["id"]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files whose view was made, as they are made."""
    made: list[str] = []

    def note(work: Callable[[Explained], None], jobs: Sequence[Explained], workers: int) -> list[Stopped | None]:
        made.extend(job.source.file for job in jobs)
        return run_limited(work, jobs, workers)

    monkeypatch.setattr(views, "run_limited", note)
    return made


def test_a_view_that_lies_there_is_not_made_again(house: Path, written: list[str]) -> None:
    first = deliver_own_views(house)
    assert written == [f"{FOLDER}/kiriman.xlsx"]
    assert deliver_own_views(house) == first
    assert len(written) == 1


@pytest.mark.parametrize("changed", ["product", "rules", "language", "tint", "content", "half a view"])
def test_a_view_made_of_something_else_is_made_again(
    house: Path, written: list[str], monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    deliver_own_views(house)
    view = kept(house) / VIEW
    match changed:
        case "product" | "rules":
            other = replace(current_versions(), **{changed: "another"})
            monkeypatch.setattr(view_mark, "current_versions", lambda: other)
        case "language":
            monkeypatch.setattr(views, "VILLAGES", "en")
        case "tint":
            other_roles = (CellRole("value", "Isian", "Value", "FFFFFF"),)
            monkeypatch.setattr(view_mark, "load", lambda *_: other_roles)
        case "content":
            book = openpyxl.load_workbook(house / "inbox" / FOLDER / "kiriman.xlsx")
            book["Daftar Hadir"]["L7"] = "YY"
            send(house / "inbox", "kiriman.xlsx", content(book))
        case "half a view":
            view.write_bytes(view.read_bytes()[: view.stat().st_size // 2])
    assert deliver_own_views(house) == {view.name: view.read_bytes()}
    assert len(written) == 2
    assert openpyxl.load_workbook(view).sheetnames
    deliver_own_views(house)
    assert len(written) == 2


def test_each_comment_stands_at_the_cell_that_the_finding_names(house: Path) -> None:
    audited = audit(house / "inbox", house / "home")
    assert of_besuki(publish(house, audited)) == []
    found = {(row["sheet"], row["cell"], row["rule"]) for row in audited.findings.to_dict("records")}
    assert {("Daftar Hadir", "K7", "D09"), ("Daftar Hadir", "C8", "D01"), ("Laporan Netralitas", "L6", "D21")} <= found
    book = openpyxl.load_workbook(delivered(house) / MARKED)
    commented = {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    assert commented.keys() == {(sheet, cell) for sheet, cell, _ in found}
    assert all(rule in commented[sheet, cell] for sheet, cell, rule in found)


def test_the_villages_folder_gets_the_same_bytes_and_they_are_no_submission(house: Path) -> None:
    audited = audit(house / "inbox", house / "home")
    publish(house, audited)
    assert (delivered(house) / STATUS).read_bytes() == (house / "balasan" / RECEIPT).read_bytes()
    assert (delivered(house) / MARKED).read_bytes() == (kept(house) / MARKED).read_bytes()
    assert f"{FOLDER}/balasan/{STATUS}" not in set(list_inbox(house / "inbox", audited.facts.scope)["file"])
    assert len(audit(house / "inbox", house / "home").findings) == len(audited.findings)


def test_outputs_hold_what_a_village_is_told_and_no_copy_of_its_workbook(house: Path) -> None:
    """P1: whoever might read an audit read the villages' whole workbooks, reporters included."""
    publish(house, audit(house / "inbox", house / "home"))
    assert openpyxl.load_workbook(house / "balasan" / RECEIPT).sheetnames == ["Tanda Terima"]
    assert (
        openpyxl.load_workbook(delivered(house) / MARKED).sheetnames[1:]
        == openpyxl.load_workbook(house / "inbox" / FOLDER / "kiriman.xlsx").sheetnames
    )
    assert {path.name for path in (house / "balasan").iterdir()} == {RECEIPT}


def test_an_unchanged_reply_is_left_alone_and_a_changed_one_replaced(house: Path) -> None:
    audited = audit(house / "inbox", house / "home")
    publish(house, audited)
    copies = [delivered(house) / name for name in (STATUS, MARKED, VIEW)]
    inodes, contents = [copy.stat().st_ino for copy in copies], [copy.read_bytes() for copy in copies]
    publish(house, audited)
    assert [copy.stat().st_ino for copy in copies] == inodes
    for copy in copies:
        copy.write_bytes(b"old")
    publish(house, audited)
    assert [copy.read_bytes() for copy in copies] == contents
    assert {path.name for path in delivered(house).iterdir()} == {STATUS, MARKED, VIEW}


def test_every_village_of_the_area_gets_a_reply_whatever_the_jobs(house: Path) -> None:
    audited = audit(house / "inbox", house / "home", DISTRICT)
    publish(house, audited)
    alone = {path.name: path.read_bytes() for path in (house / "balasan").iterdir()}
    assert len(alone) == len(audited.results.villages)
    shutil.rmtree(house / "balasan")
    publish(house, audited, jobs=2)
    assert {path.name: path.read_bytes() for path in (house / "balasan").iterdir()} == alone


def test_a_silent_village_is_told_what_is_missing(house: Path) -> None:
    audited = audit(house / "inbox", house / "home", DISTRICT)
    warnings = publish(house, audited)
    silent = audited.results.villages["village_code"].iloc[1]
    told = texts(house / "balasan" / f"{silent}-2024-10.xlsx")
    assert "BELUM MASUK" in told
    assert "Formulir Daftar Hadir, Rakor dan Ikrar, Laporan Netralitas, Peta Kerawanan belum ada" in told
    assert told.count("belum diterima untuk periode ini") == 1
    assert "Isi keempat formulir bulan ini" in told
    assert any(silent in warning for warning in warnings)


def test_a_clean_village_gets_the_receipt(tmp_path: Path) -> None:
    send_register(tmp_path / "inbox")
    send(tmp_path / "inbox", "kiriman.xlsx", content(filled_template(tmp_path)))
    publish(tmp_path, audit(tmp_path / "inbox", tmp_path / "home"))
    assert [path.name for path in delivered(tmp_path).iterdir()] == [STATUS]
    told = texts(tmp_path / "balasan" / RECEIPT)
    assert "Status: LENGKAP" in told
    assert "Tidak ada kesalahan isian pada formulir yang kami terima." in told
    assert "Pertanyaan dan penjelasan: Inspektorat, melalui kecamatan." in told
    assert "kiriman.xlsx" in told


def test_several_files_get_a_reply_each_and_surplus_ones_go(house: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Nomor", "Barang", "Harga"])
    send(house / "inbox", "belanja.xlsx", content(book))
    publish(house, audit(house / "inbox", house / "home"))
    replies = {STATUS, MARKED, VIEW}
    assert {path.name for path in delivered(house).iterdir()} == replies | {"belanja-balasan.xlsx"}
    assert "kiriman-balasan.xlsx, belanja-balasan.xlsx" in texts(delivered(house) / STATUS)
    for name in (f"{VILLAGE}-2024-10.xlsx", f"{VILLAGE}-2024-10-2.xlsx"):
        (delivered(house) / name).write_bytes(b"a reply of an earlier release")
    send(house / "inbox", "kiriman.xlsx", content(filled_template(house)))
    publish(house, audit(house / "inbox", house / "home"))
    assert {path.name for path in delivered(house).iterdir()} == {STATUS, "belanja-balasan.xlsx"}


def test_files_that_nobody_can_open_are_told_in_the_one_reply(house: Path) -> None:
    """V5: 300 of them were 300 replies of 300 lines each."""
    for number in range(5):
        send(house / "inbox", f"rusak-{number}.xlsx", b"PK\x03\x04 rusak" + bytes([number]))
    publish(house, audit(house / "inbox", house / "home"))
    assert {path.name for path in delivered(house).iterdir()} == {STATUS, MARKED, VIEW}
    assert all(f"rusak-{number}.xlsx" in texts(delivered(house) / STATUS) for number in range(5))


def test_the_original_is_never_changed(house: Path) -> None:
    sent = house / "inbox" / FOLDER / "kiriman.xlsx"
    before = sent.read_bytes()
    publish(house, audit(house / "inbox", house / "home"))
    assert sent.read_bytes() == before


@pytest.fixture(params=["write-protected", "a file in its place", "vanished", "a link", "inbox gone"])
def trouble(request: pytest.FixtureRequest, house: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Audited]:
    """An audited inbox to which something happened before the replies came."""
    audited = audit(house / "inbox", house / "home")
    folder = house / "inbox" / FOLDER
    match request.param:
        case "write-protected":  # a test that runs as root is not stopped by permissions

            def refuse(_inbox: LocalInbox, file: str, _content: bytes) -> None:
                raise PermissionError(13, "Permission denied", file)

            monkeypatch.setattr(LocalInbox, "write", refuse)
        case "a file in its place":
            (folder / "balasan").write_bytes(b"x")
        case "vanished":
            shutil.rmtree(folder)
        case "a link":
            (house / "elsewhere").mkdir()
            (folder / "balasan").symlink_to(house / "elsewhere")
        case "inbox gone":
            shutil.rmtree(house / "inbox")
    yield audited
    assert not (house / "elsewhere").exists() or not list((house / "elsewhere").iterdir())


def test_a_folder_that_cannot_be_written_is_a_warning(house: Path, trouble: Audited) -> None:
    warnings = publish(house, trouble)
    assert len(of_besuki(warnings)) == 1
    assert (house / "balasan" / RECEIPT).is_file()


def test_what_is_to_be_explained_stands_apart_from_what_is_to_be_mended(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pledge that the form says was not signed (N07) is told as a question; N10 and the like are not told at all."""
    monkeypatch.setenv("NETRALITAS_CONTACT", "Bu Rini, 0812-0000-0000")
    send(house / "inbox", "kiriman.xlsx", content(unsigned(filled_template(house))))
    audited = audit(house / "inbox", house / "home")
    publish(house, audited)
    told = texts(house / "balasan" / RECEIPT)
    assert {"N07"} <= set(audited.findings["rule"])
    assert "Yang perlu dijelaskan (bukan kesalahan isian)" in told
    assert "hal yang perlu dijelaskan." in told
    assert "Pertanyaan dan penjelasan: Bu Rini, 0812-0000-0000." in told
    assert "PEMERINTAH KABUPATEN TRENGGALEK · INSPEKTORAT\n" in told
    never = {code for code, rule in rules().items() if not rule.told_to_village}
    hidden = set(audited.findings.loc[audited.findings["rule"].isin(never), "statement"])
    assert not [statement for statement in hidden if statement in told]


def test_without_a_contact_the_reply_still_names_somebody(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETRALITAS_CONTACT", "  ")
    publish(house, audit(house / "inbox", house / "home", DISTRICT))
    assert "Pertanyaan dan penjelasan: Inspektorat, melalui kecamatan." in texts(house / "balasan" / RECEIPT)


def test_nothing_to_mend_is_never_said_where_something_is_held_against_the_village(house: Path) -> None:
    audited = audit(house / "inbox", house / "home", DISTRICT)
    publish(house, audited)
    told_of = {code for code, rule in rules().items() if rule.told_to_village}
    held = set(audited.findings.loc[audited.findings["rule"].isin(told_of), "village_code"])
    for code in audited.results.villages["village_code"]:
        told = texts(house / "balasan" / f"{code}-2024-10.xlsx")
        assert ("disampaikan tersendiri oleh Inspektorat" in told) == (code not in held), code
        assert "Tidak ada yang perlu diperbaiki" not in told


def test_the_reason_stands_before_what_follows_from_it(tmp_path: Path) -> None:
    send_register(tmp_path / "inbox")
    send(tmp_path / "inbox", "foto.jpg", b"\xff\xd8\xff\xe0" + bytes(2000))
    publish(tmp_path, audit(tmp_path / "inbox", tmp_path / "home"))
    told = texts(tmp_path / "balasan" / RECEIPT)
    assert told.index("Berkas foto.jpg") < told.index("belum ada")
