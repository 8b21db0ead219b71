"""Receiving and checking without a process: each file by itself, and nobody's trouble is another's."""

import io
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pandas as pd
import pytest

from data.register import leading_village_code
from data.scope import Scope
from tasks.counting.history import History
from tasks.inbox.listing import ignored, list_inbox
from tasks.inbox.local import LocalInbox
from tasks.ledger.engine import opened_ledger
from tasks.pipeline import Judgement
from tasks.reading.returns import Returns
from tasks.watch import batch, checking
from tasks.watch.answering import deliver
from tasks.watch.receiving import watch_scope
from tests.builders import full_return, identity_rows, workbook
from tests.watch.house import AREA, NOW, OLD, House, compare_answers

pytestmark = pytest.mark.process


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened_ledger(tmp_path) as ledger:
        yield House(tmp_path, ledger)


@pytest.fixture(scope="session")
def sent(sample_inbox: Path) -> list[Path]:
    """Return two files of each of several villages, those with mistakes among them."""
    folders = sorted(sample_inbox.glob("35.*"))[:5]
    return [file for folder in folders for file in sorted(folder.glob("*.xls*"))[:2]]


def test_a_village_is_answered_the_same_alone_and_among_others(
    house: House, sent: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    house.receive(sent)
    assert house.check() == (sorted(f"{file.parent.name}/{file.name}" for file in sent), [])
    together = house.replies() | house.views()
    assert len(house.replies()) == len(sent)
    for folder in sorted({file.parent for file in sent})[:2]:
        place = tmp_path_factory.mktemp("alone")
        with opened_ledger(place) as ledger:
            alone = House(place, ledger)
            alone.receive([file for file in sent if file.parent == folder])
            alone.check()
            for name, content in (alone.replies() | alone.views()).items():
                assert together[name] == content


def test_beside_a_reply_with_something_to_mend_lies_the_view_of_every_cell(house: House, sent: list[Path]) -> None:
    house.receive(sent[:4])
    house.check()
    replies = {name: openpyxl.load_workbook(io.BytesIO(content)) for name, content in house.replies().items()}
    views = set(house.views())
    assert views
    for name, book in replies.items():
        links = [cell.hyperlink.target for row in book.worksheets[0].iter_rows() for cell in row if cell.hyperlink]
        view = name.replace("-balasan.xlsx", "-terbaca.xlsx")
        assert (view in views) == (quote(view.partition("/")[2]) in links)
    house.look(10)
    assert house.queue.waiting(100) == []
    assert not list_inbox(house.folder, watch_scope(AREA, NOW))["file"].str.contains("terbaca").any()


def test_a_view_copied_among_the_submissions_is_none() -> None:
    assert ignored("35.03.01.2001 Besuki/kiriman-terbaca.xlsx") == "pratinjau sel dari kami, bukan kiriman"


def test_a_quick_answer_is_the_audits_own(house: House, sample_inbox: Path) -> None:
    """All files of forty villages, with the register and the agenda: no rule, sheet or cell differs."""
    compared = compare_answers(house, sample_inbox, 40)
    assert compared.answers > 0
    assert compared.findings > 0
    assert compared.different == set()


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("foto.jpg", b"\xff\xd8\xff\xe0" + bytes(2000), "TIDAK TERBACA"),
        ("surat.pdf", b"%PDF-1.7\n" + bytes(2000), "TIDAK TERBACA"),
        ("absen.csv", b"Nama;Jabatan\nSutrisno;Kades\n", "TIDAK TERBACA"),
        ("lain.xlsx", workbook({"Data": [["Name", "Age"], ["x", 3]]}), "BELUM DIHITUNG"),
        ("baik.xlsx", workbook(full_return()), "DITERIMA"),
        ("lalu.xlsx", workbook(full_return(Identitas=identity_rows(Periode="2024-09"))), "DITERIMA untuk September"),
    ],
)
def test_the_receipt_says_what_became_of_the_file(house: House, name: str, content: bytes, status: str) -> None:
    folder = house.folder / "35.03.01.2001 Besuki"
    folder.mkdir()
    (folder / name).write_bytes(content)
    os.utime(folder / name, (OLD, OLD))
    for seconds in (0, 5, 60):
        house.look(seconds)
    house.check()
    ((reply, book),) = house.replies().items()
    kind = name.rpartition(".")[2]
    assert reply.partition("/")[2] == f"{name.partition('.')[0]}{'' if kind == 'xlsx' else f' ({kind})'}-balasan.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(book))["Tanda Terima"]
    told = [str(cell.value) for row in sheet for cell in row if str(cell.value).startswith("Status: ")]
    assert [line.partition(". ")[0].partition(" 2024")[0] for line in told] == [f"Status: {status}"]


def test_our_failure_on_one_file_leaves_the_others_answered(
    house: House, sent: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = list({file.parent: file for file in sent}.values())[:3]
    bad = f"{files[0].parent.name}/{files[0].name}"
    judge = checking.judge

    def stumble(returns: Returns, history: History, scope: Scope) -> Judgement:
        if bad in set(returns.files["file"]):
            raise ZeroDivisionError
        return judge(returns, history, scope)

    monkeypatch.setattr(checking, "judge", stumble)
    house.receive(files)
    answered, failed = house.check()
    assert failed == [bad]
    assert len(answered) == 2
    assert house.queue.waiting(10) == []

    monkeypatch.undo()  # our fault is mended, and an inspector lets the village's files be checked again
    village = leading_village_code(files[0].parent.name)
    assert village
    house.queue.again(village)
    assert house.check() == ([bad], [])
    assert len(house.replies()) == 3


def test_a_database_that_does_not_answer_lets_everything_wait(
    house: House, sent: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    house.receive(sent[:1])
    monkeypatch.setattr(batch, "read", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(OSError, match="No space"):
        house.check()
    assert len(house.queue.waiting(10)) == 1


def test_the_ledger_is_free_for_others_while_files_are_read(
    house: House, sent: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    house.receive(sent[:1])
    known_read = batch.read

    def write_meanwhile(files: pd.DataFrame, jobs: int) -> Returns:
        with closing(sqlite3.connect(str(house.ledger.url.database), timeout=0)) as other:
            other.execute("begin immediate")
        return known_read(files, jobs)

    monkeypatch.setattr(batch, "read", write_meanwhile)
    assert len(house.check()[0]) == 1


def test_a_reply_that_could_not_be_delivered_is_delivered_later(
    house: House, sent: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    house.receive(sent[:1])

    def refuse(_inbox: LocalInbox, file: str, _content: bytes) -> None:
        raise PermissionError(13, "Permission denied", file)

    with monkeypatch.context() as patch:
        patch.setattr(LocalInbox, "write", refuse)
        house.check()
    assert house.replies() == {}
    assert len(house.queue.undelivered()) == 1
    delivered, troubles = deliver(house.queue.undelivered(), house.inbox, house.home)
    house.queue.delivered(delivered)
    assert troubles == []
    assert len(house.replies()) == 1
    assert house.queue.undelivered() == []


def test_a_broken_package_is_waited_for_and_then_answered(house: House) -> None:
    folder = house.folder / "35.03.01.2001 Besuki"
    folder.mkdir()
    (folder / "separuh.xlsx").write_bytes(b"PK\x03\x04 belum selesai")
    house.look(0)
    house.look(10)
    assert house.queue.waiting(10) == []
    assert house.arrivals.pending
    house.look(31)
    assert [each.file for each in house.queue.waiting(10)] == ["35.03.01.2001 Besuki/separuh.xlsx"]


def test_the_same_bytes_again_are_not_checked_again(house: House, sent: list[Path]) -> None:
    house.receive(sent[:1])
    house.check()
    (target,) = (path for path in house.folder.rglob("*.xls*") if path.parent.name != "balasan")
    os.utime(target, (OLD + 60, OLD + 60))
    house.look(10)
    house.look(20)
    assert house.queue.waiting(10) == []
    assert not house.arrivals.pending


def test_a_report_without_an_attendance_sheet_beside_it_is_judged(house: House, sample_inbox: Path) -> None:
    """Nobody in it is an official that the file knows by number."""
    (file,) = sample_inbox.glob("35.03.01.2007 */Rakor Laporan*.xls*")
    house.receive([file])
    assert house.check()[1] == []
