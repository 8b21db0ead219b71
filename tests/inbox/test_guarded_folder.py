"""Folders where strangers write: a planted link or pipe is neither followed, written through, nor waited for."""

import os
from pathlib import Path

import pytest

from tasks.storage.guarded_folder import GuardedFolder
from tests.killing import die, killed

BOX = "35.03.01.2001 B"
VICTIM = "35.03.01.2002 C/laporan.xlsx"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / BOX).mkdir()
    (tmp_path / VICTIM).parent.mkdir()
    (tmp_path / VICTIM).write_bytes(b"asli")
    return tmp_path


def test_what_is_written_stands_under_its_name_and_leaves_nothing_beside(inbox: Path) -> None:
    GuardedFolder(inbox).write(f"{BOX}/balasan/b.xlsx", b"balasan")
    assert (inbox / BOX / "balasan/b.xlsx").read_bytes() == b"balasan"
    assert [path.name for path in (inbox / BOX / "balasan").iterdir()] == ["b.xlsx"]


def test_what_a_killed_writer_left_goes_with_the_next_writing(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = inbox / BOX / "balasan"
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", die)
        killed(lambda: GuardedFolder(inbox).write(f"{BOX}/balasan/b.xlsx", b"setengah"))
    (left,) = folder.iterdir()
    planted = left.with_name(f".{'0' * 32}.tmp")
    planted.symlink_to(inbox / VICTIM)
    os.mkfifo(planted.with_name(f".{'1' * 32}.tmp"))
    GuardedFolder(inbox).write(f"{BOX}/balasan/b.xlsx", b"balasan")
    assert not left.exists()
    assert (folder / "b.xlsx").read_bytes() == b"balasan"
    assert (inbox / VICTIM).read_bytes() == b"asli"


@pytest.mark.parametrize("kind", ["symlink", "hard link", "pipe", "dangling"])
def test_what_lies_under_our_name_is_replaced_and_never_written_through(inbox: Path, kind: str) -> None:
    name = inbox / BOX / "b.xlsx"
    plant(kind, name, inbox / VICTIM)
    GuardedFolder(inbox).write(f"{BOX}/b.xlsx", b"balasan")
    assert name.read_bytes() == b"balasan"
    assert not name.is_symlink()
    assert (inbox / VICTIM).read_bytes() == b"asli"


@pytest.mark.parametrize("kind", ["symlink", "hard link", "pipe", "dangling"])
def test_a_form_is_not_added_where_something_lies(inbox: Path, kind: str) -> None:
    plant(kind, inbox / BOX / "formulir.xlsx", inbox / VICTIM)
    assert not GuardedFolder(inbox).add(f"{BOX}/formulir.xlsx", b"kosong")
    assert (inbox / VICTIM).read_bytes() == b"asli"
    assert [path.name for path in (inbox / BOX).iterdir()] == ["formulir.xlsx"]


@pytest.mark.parametrize("name", ["balasan", "."])
def test_a_folder_that_is_a_link_is_not_entered(inbox: Path, name: str) -> None:
    folder = inbox / "35.03.01.2003 D" if name == "." else inbox / BOX / name
    folder.symlink_to(inbox / "35.03.01.2002 C")
    with pytest.raises(NotADirectoryError):
        GuardedFolder(inbox).write(f"{folder.relative_to(inbox).as_posix()}/laporan.xlsx", b"palsu")
    assert (inbox / VICTIM).read_bytes() == b"asli"


def test_no_name_beside_can_be_foreseen(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever knew it and planted a link there gets an error, and no bytes through it."""
    monkeypatch.setattr("secrets.token_hex", lambda _: "tebakan")
    (inbox / BOX / ".tebakan.tmp").symlink_to(inbox / VICTIM)
    with pytest.raises(FileExistsError):
        GuardedFolder(inbox).write(f"{BOX}/b.xlsx", b"balasan")
    assert (inbox / VICTIM).read_bytes() == b"asli"


@pytest.mark.parametrize("kind", ["symlink", "pipe", "dangling"])
def test_only_an_ordinary_file_is_opened(inbox: Path, kind: str) -> None:
    plant(kind, inbox / BOX / "a.xlsx", inbox / VICTIM)
    with pytest.raises(OSError, match=r"a\.xlsx"):
        GuardedFolder(inbox).open(f"{BOX}/a.xlsx")


def plant(kind: str, place: Path, victim: Path) -> None:
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "hard link":
        place.hardlink_to(victim)
    else:
        place.symlink_to(victim if kind == "symlink" else victim.with_name("tidak-ada.xlsx"))


def test_what_is_written_for_a_village_may_be_read_by_whom_its_folder_lets_in(tmp_path: Path) -> None:
    village = tmp_path / "desa"
    village.mkdir()
    before = os.umask(0o077)
    try:
        for mode, file, folder in ((0o775, 0o664, 0o775), (0o750, 0o640, 0o750), (0o2770, 0o660, 0o770)):
            village.chmod(mode)
            GuardedFolder(tmp_path).write(f"desa/balasan-{mode:o}/STATUS.xlsx", b"x")
            written = village / f"balasan-{mode:o}" / "STATUS.xlsx"
            assert written.stat().st_mode & 0o777 == file
            assert written.parent.stat().st_mode & 0o777 == folder
    finally:
        os.umask(before)
