"""The watch as it runs: what is dropped is answered without anybody's doing; nothing is lost, nothing checked twice."""

import hashlib
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tests import samba
from tests.waiting import wait_for
from tests.watch.process import Installation

pytestmark = pytest.mark.process


@pytest.fixture(scope="session")
def sent(sample_inbox: Path) -> list[Path]:
    """Return files of the sample, each in its village's folder, half of the villages with mistakes."""
    return sorted(path for path in sample_inbox.glob("35.*/*.xls*"))


def drop(installation: Installation, files: list[Path]) -> dict[str, str]:
    """Copy files into the same villages' folders of the watched inbox; return SHA-256 by path."""
    hashes = {}
    for file in files:
        target = installation.inbox / file.parent.name / file.name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(file.read_bytes())
        hashes[target.relative_to(installation.inbox).as_posix()] = hashlib.sha256(file.read_bytes()).hexdigest()
    return hashes


def all_told(installation: Installation, files: dict[str, str]) -> bool:
    return {row[0] for row in installation.queue() if row[1:] == ("checked", 1)} >= set(files)


def assert_nothing_lost_nor_doubled(installation: Installation, files: dict[str, str]) -> None:
    """Each file has one receipt, one reply and one event."""
    assert sorted(installation.receipts()) == sorted(files.items())
    assert len(installation.replies()) == len(files)
    wait_for(lambda: len(told_of(installation, files)) >= len(files), "the feed, which Prefect keeps every few seconds")
    assert told_of(installation, files) == sorted(files.values())


def told_of(installation: Installation, files: dict[str, str]) -> list[str]:
    """Return the hashes of these files that Prefect's feed tells of, each as often as it does."""
    return sorted(sha256 for (sha256,) in installation.events() if sha256 in files.values())


def test_a_dropped_file_is_answered_and_everything_else_left_alone(
    installation: Installation, sent: list[Path]
) -> None:
    folder = installation.inbox / sent[0].parent.name
    folder.mkdir()
    with installation.watching():
        (folder / "~$kunci.xlsx").write_bytes(b"lock")
        growing = folder / "pelan.xlsx"
        content = sent[0].read_bytes()
        begun = time.monotonic()
        with growing.open("wb") as slow:  # for ten seconds, with pauses longer than a file must be still
            for part in range(4):
                slow.write(content[part * len(content) // 4 : (part + 1) * len(content) // 4])
                slow.flush()
                os.fsync(slow.fileno())
                time.sleep(2.5)
        assert time.monotonic() - begun >= 10
        wait_for(lambda: bool(installation.replies()), "a reply to the slow file")
        first = {"pelan.xlsx": hashlib.sha256(content).hexdigest()}
        files = {f"{folder.name}/{name}": digest for name, digest in first.items()}
        wait_for(lambda: all_told(installation, files), "its event")
        assert_nothing_lost_nor_doubled(installation, files)

        (reply,) = installation.replies().values()
        told = "\n".join(str(cell.value) for row in openpyxl.load_workbook(reply)["Tanda Terima"] for cell in row)
        assert "pelan.xlsx" in told
        assert "Status: DITERIMA" in told

        newer = sent[1].read_bytes()
        growing.write_bytes(newer)
        wait_for(lambda: len(installation.receipts()) == 2, "the receipt of the second version")
        wait_for(lambda: all_told(installation, files), "its check")
    assert [digest for _, digest in installation.receipts()] == [
        *first.values(),
        hashlib.sha256(newer).hexdigest(),
    ]
    assert len(installation.replies()) == 1
    again = installation.check_again(folder.name)
    assert again == {"checked": 1, "waiting": 0}
    assert all(state == "COMPLETED" for _, state, _ in installation.runs())


def test_killed_and_started_again_it_loses_nothing_and_checks_nothing_twice(
    installation: Installation, sent: list[Path]
) -> None:
    files = drop(installation, sent[:4])
    with installation.watching() as process:
        wait_for(lambda: bool(installation.queue()), "the first receipts")
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    files |= drop(installation, sent[4:8])
    with installation.watching() as process:
        wait_for(lambda: len(installation.replies()) >= 2, "replies after the restart")
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    files |= drop(installation, sent[8:])
    with installation.watching():
        wait_for(lambda: all_told(installation, files), "all replies")
    replied = {path: reply.stat().st_mtime_ns for path, reply in installation.replies().items()}
    assert_nothing_lost_nor_doubled(installation, files)

    with installation.watching():  # nothing is left to do
        time.sleep(15)
    assert {path: reply.stat().st_mtime_ns for path, reply in installation.replies().items()} == replied
    assert_nothing_lost_nor_doubled(installation, files)
    assert not any(file in parameters for file in files for *_, parameters in installation.runs())


def test_a_windows_share_is_watched_by_looking_now_and_then(
    installation: Installation, samba_server: samba.Server, sent: list[Path]
) -> None:
    """Nobody tells of a change there; the reply is there within the minute and the time that checking takes."""
    on_share = replace(installation, inbox=samba_server.folder / "diawasi")
    folder = on_share.inbox / sent[0].parent.name
    folder.mkdir(parents=True)
    user = {"NETRALITAS_INBOX_USER": samba.USER, "NETRALITAS_INBOX_PASSWORD_FILE": str(samba_server.place / "password")}
    with on_share.watching(NETRALITAS_INBOX=f"{samba_server.url()}/diawasi", **user):
        wait_for(lambda: bool(on_share.home.joinpath("replies", "watch.id").exists()), "the watch")
        files = drop(on_share, sent[:1])
        wait_for(lambda: all_told(on_share, files), "the check")
    assert_nothing_lost_nor_doubled(on_share, files)
    assert not any(samba.PASSWORD in parameters for *_, parameters in on_share.runs())
