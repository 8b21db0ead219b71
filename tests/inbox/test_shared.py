"""Inboxes on other machines: the same listing, archive and delivery as on a local disk, and what can go wrong there."""

import errno
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from data.calendar import Period
from data.errors import EnvironmentUnavailable, UsageError
from data.register import area
from data.scope import Scope
from tasks.inbox.archive import archive
from tasks.inbox.listing import list_inbox
from tasks.inbox.local import LocalInbox
from tasks.inbox.opening import open_inbox
from tasks.inbox.shared import SharedInbox
from tasks.inbox.storage import Inbox, digest
from tasks.publishing.replies.reply_names import STATUS
from tasks.publishing.replies.village_replies import deliver_receipts
from tasks.publishing.templates.sharing import share_forms
from tasks.reading.registered_people import read_regency
from tests import samba
from tests.inbox.conftest import Share

SCOPE = Scope(area("35.03"), Period(2024, 10), date(2024, 11, 6))
OLD = 1_700_000_000
BESUKI = "35.03.01.2001 Besuki"
RECEIPT = "35.03.01.2001-2024-10.xlsx"


def place(folder: Path, name: str, content: bytes = b"isi") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (OLD, OLD))
    return path


def replies(folder: Path, content: bytes = b"balasan") -> Path:
    place(folder / "keluaran", RECEIPT, content)
    return folder / "keluaran"


def test_a_shared_inbox_is_listed_and_archived_as_a_local_one(share: Share, tmp_path: Path) -> None:
    for name in (f"{BESUKI}/a & b.xlsx", f"{BESUKI}/lama/c.xlsx", f"{BESUKI}/~$a.xlsx", "_kabupaten/agenda.xlsx"):
        place(share.folder, name, name.encode())
    place(share.folder, f"{BESUKI}/balasan/r.xlsx")
    local, shared = list_inbox(share.folder, SCOPE), list_inbox(share.url, SCOPE)
    assert shared.to_dict("records") == local.to_dict("records")
    home = tmp_path / "home"
    assert archive(share.url, shared, home, "id")["ignored"].isna().sum() == 3
    assert sorted(path.read_bytes().decode() for path in (home / "archive").iterdir()) == sorted(
        [f"{BESUKI}/a & b.xlsx", f"{BESUKI}/lama/c.xlsx", "_kabupaten/agenda.xlsx"]
    )


def test_replies_are_delivered_whole_and_an_unchanged_one_left_alone(share: Share, tmp_path: Path) -> None:
    place(share.folder, f"{BESUKI}/a.xlsx")
    target = share.folder / BESUKI / "balasan" / STATUS
    assert deliver_receipts(replies(tmp_path), open_inbox(share.url), SCOPE) == []
    os.utime(target, (OLD, OLD))
    assert deliver_receipts(replies(tmp_path), share.url, SCOPE) == []
    assert target.stat().st_mtime == OLD
    assert deliver_receipts(replies(tmp_path, b"balasan baru"), share.url, SCOPE) == []
    assert target.read_bytes() == b"balasan baru"
    assert [path.name for path in target.parent.iterdir()] == [STATUS]


def test_what_a_killed_writer_left_goes_and_what_another_writes_now_stays(share: Share, tmp_path: Path) -> None:
    left = place(share.folder, f"{BESUKI}/balasan/.{'0' * 32}.tmp")
    written = place(share.folder, f"{BESUKI}/balasan/.{'1' * 32}.tmp")
    os.utime(written)
    assert deliver_receipts(replies(tmp_path), open_inbox(share.url), SCOPE) == []
    assert {path.name for path in left.parent.iterdir()} == {STATUS, written.name}


def test_blank_forms_and_the_register_find_their_way_too(share: Share, tmp_path: Path) -> None:
    """Never over a form that is there, filled in or not."""
    place(share.folder, f"{BESUKI}/a.xlsx")
    village = area("35.03.01.2001")
    month = Period(2024, 11)
    regency = read_regency(share.url, SCOPE)
    assert regency.register.empty
    assert share_forms(share.url, tmp_path / "home", village, month, regency, 1) == (1, [])
    (form,) = (path for path in (share.folder / BESUKI).iterdir() if path.name != "a.xlsx")
    form.write_bytes(b"sudah diisi")
    assert share_forms(share.url, tmp_path / "home", village, month, regency, 1) == (0, [])
    assert form.read_bytes() == b"sudah diisi"


def test_a_read_only_share_is_a_sentence_for_the_village_and_no_failure(share: Share, tmp_path: Path) -> None:
    place(share.folder, f"{BESUKI}/a.xlsx")
    (warning,) = deliver_receipts(replies(tmp_path), share.read_only, SCOPE)
    assert "35.03.01.2001" in warning
    assert "tidak dapat ditulis" in warning
    assert len(list_inbox(share.read_only, SCOPE)) == 1
    assert not (share.folder / BESUKI / "balasan" / STATUS).exists()


def test_an_inbox_that_is_not_there_is_wrong_use(share: Share) -> None:
    with pytest.raises(UsageError, match="tidak ada"):
        list_inbox(f"{share.url}/lain", SCOPE)


def test_a_file_open_in_excel_is_left_for_the_next_look(samba_server: samba.Server, log_in: None) -> None:  # noqa: ARG001
    """WebDAV has no locks that keep others from reading."""
    name, other = f"{BESUKI}/terbuka.xlsx", f"{BESUKI}/tertutup.xlsx"
    place(samba_server.folder, name)
    place(samba_server.folder, other)
    with samba_server.opened_for_itself(name):
        rows = list_inbox(samba_server.url(), SCOPE).set_index("file")
        assert "sedang dipakai" in str(rows.loc[name, "ignored"])
        assert str(rows.loc[other, "ignored"]) == "nan"
    assert list_inbox(samba_server.url(), SCOPE)["ignored"].isna().all()


def test_a_dropped_connection_is_made_again(samba_server: samba.Server, log_in: None) -> None:  # noqa: ARG001
    place(samba_server.folder, f"{BESUKI}/a.xlsx")
    inbox = open_inbox(samba_server.url())
    assert BESUKI in inbox.folders()
    samba_server.stop()
    samba_server.start()
    assert BESUKI in inbox.folders()
    assert digest(inbox, f"{BESUKI}/a.xlsx")


def test_a_server_that_is_gone_is_our_environments_failure(
    samba_server: samba.Server,
    log_in: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tasks.inbox.shared._PAUSE_SECONDS", 0.0)
    inbox = open_inbox(samba_server.url())
    samba_server.stop()
    try:
        with pytest.raises(EnvironmentUnavailable, match="tidak menjawab"):
            list_inbox(inbox, SCOPE)
    finally:
        samba_server.start()


def test_a_wrong_password_says_so_without_showing_it(
    samba_server: samba.Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "salah").write_text("bukan-ini", encoding="utf-8")
    monkeypatch.setenv("NETRALITAS_INBOX_USER", samba.USER)
    monkeypatch.setenv("NETRALITAS_INBOX_PASSWORD_FILE", str(tmp_path / "salah"))
    monkeypatch.setattr("tasks.inbox.shared._PAUSE_SECONDS", 0.0)
    with pytest.raises(EnvironmentUnavailable, match="kata sandi") as failure:
        list_inbox(samba_server.url().replace("127.0.0.1", "localhost"), SCOPE)
    assert "bukan-ini" not in str(failure.value)


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "ruang penyimpanan penuh"), (errno.EROFS, "hanya dapat dibaca"), (errno.EBUSY, "sedang dipakai")],
)
@pytest.mark.parametrize("kind", [LocalInbox, SharedInbox])
def test_a_full_disk_is_a_sentence_and_leaves_nothing_half_written(
    number: int, said: str, kind: type[Inbox], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault is made where bytes are written: a full disk of another machine is hard to come by."""
    place(tmp_path / "inbox", f"{BESUKI}/a.xlsx")
    inbox = open_inbox(tmp_path / "inbox") if kind is LocalInbox else through_the_library(tmp_path / "inbox")

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.fsync" if kind is LocalInbox else "fsspec.AbstractFileSystem.pipe_file", fail)
    folder = tmp_path / "keluaran"
    folder.mkdir()
    shutil.copy(tmp_path / "inbox" / BESUKI / "a.xlsx", folder / RECEIPT)
    (warning,) = deliver_receipts(folder, inbox, SCOPE)
    assert said in warning
    assert inbox.names(f"{BESUKI}/balasan") == []


def through_the_library(folder: Path) -> SharedInbox:
    """Return a local folder, seen through the same library as shared ones."""
    return SharedInbox.at(f"file://{folder}", "", None)


@pytest.mark.parametrize(
    "url",
    [
        "smb://desa:rahasia@peladen/kiriman",  # pragma: allowlist secret
        "webdav+https://desa@peladen/kiriman",
    ],
)
def test_a_password_in_the_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(UsageError, match="NETRALITAS_INBOX_PASSWORD_FILE") as refusal:
        open_inbox(url)
    assert "rahasia" not in str(refusal.value)


def test_an_unknown_kind_of_address_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="smb://"):
        open_inbox("gopher://peladen/kiriman")
