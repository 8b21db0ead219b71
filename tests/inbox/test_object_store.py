"""An inbox in an object store (S3), which knows neither folders nor links nor renaming."""

import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.calendar import Period
from data.errors import EnvironmentUnavailable
from data.register import area
from data.scope import Scope
from tasks.inbox import opening
from tasks.inbox.archive import archive
from tasks.inbox.listing import list_inbox
from tasks.inbox.opening import open_inbox
from tasks.inbox.storage import Inbox
from tasks.publishing.replies.reply_names import STATUS
from tasks.publishing.replies.village_replies import deliver_receipts
from tests import object_store

pytestmark = pytest.mark.process

SCOPE = Scope(area("35.03"), Period(2024, 10), date(2024, 11, 6))
BESUKI = "35.03.01.2001 Besuki"
RECEIPT = "35.03.01.2001-2024-10.xlsx"


@pytest.fixture
def store(
    s3_extra: None,  # noqa: ARG001 - told first
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Return the URL of an inbox in a store that runs, and the store's process."""
    import s3fs  # noqa: PLC0415 - an extra

    secret = tmp_path / "kata-sandi"
    secret.write_text("rahasia-uji-coba\n", encoding="utf-8")
    monkeypatch.setenv("NETRALITAS_INBOX_USER", "desa")
    monkeypatch.setenv("NETRALITAS_INBOX_PASSWORD_FILE", str(secret))
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with object_store.running() as (address, process):
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        opening._shared.cache_clear()  # each test has a store of its own under the same URL
        s3fs.S3FileSystem.clear_instance_cache()
        files = s3fs.S3FileSystem(key="desa", secret="rahasia-uji-coba", skip_instance_cache=True)  # noqa: S106
        files.mkdir("kiriman")
        files.pipe_file(f"kiriman/trenggalek/{BESUKI}/hadir.xlsx", b"isi")
        yield "s3://kiriman/trenggalek", process


def test_what_lies_in_a_store_is_listed_archived_and_answered(
    store: tuple[str, "subprocess.Popen[bytes]"], tmp_path: Path
) -> None:
    inbox = open_inbox(store[0])
    assert inbox.folders() == [BESUKI]
    listed = archive(inbox, list_inbox(inbox, SCOPE), tmp_path / "home", "id")
    assert listed[["file", "village_code", "size"]].to_numpy().tolist() == [
        [f"{BESUKI}/hadir.xlsx", "35.03.01.2001", 3]
    ]
    for content in (b"balasan", b"balasan baru"):
        _reply(tmp_path, content)
        assert deliver_receipts(tmp_path / "keluaran", inbox, SCOPE) == []
        assert _content(inbox, f"{BESUKI}/balasan/{STATUS}") == content
    assert inbox.names(f"{BESUKI}/balasan") == [STATUS]


def test_a_later_look_sees_what_came_meanwhile(store: tuple[str, "subprocess.Popen[bytes]"]) -> None:
    inbox = open_inbox(store[0])
    (first,) = inbox.walk()
    inbox.write(f"{BESUKI}/lagi.xlsx", b"lagi")
    assert [entry.file for entry in inbox.walk()] == [first.file, f"{BESUKI}/lagi.xlsx"]
    assert abs(first.changed_ns - inbox.look(f"{BESUKI}/lagi.xlsx").changed_ns) < timedelta(minutes=1).seconds * 1e9
    inbox.remove(f"{BESUKI}/lagi.xlsx")
    assert inbox.names(BESUKI) == ["hadir.xlsx"]


def test_a_store_that_is_gone_is_our_environments_failure(
    store: tuple[str, "subprocess.Popen[bytes]"], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasks.inbox.shared._PAUSE_SECONDS", 0.0)
    url, process = store
    inbox = open_inbox(url)
    process.terminate()
    process.wait(20)
    with pytest.raises(EnvironmentUnavailable, match="tidak menjawab"):
        list_inbox(inbox, SCOPE)


def _reply(folder: Path, content: bytes) -> None:
    target = folder / "keluaran" / RECEIPT
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(content)


def _content(inbox: Inbox, file: str) -> bytes:
    with inbox.open(file) as content:
        return content.read()
