"""Whose folder gets a village's replies, when several bear its code."""

from pathlib import Path

from tasks.inbox.delivery import village_folders
from tasks.inbox.local import LocalInbox
from tasks.publishing.replies.village_replies import deliver_receipts
from tasks.watch.answering import deliver
from tasks.watch.queue import Answered
from tests.inbox.test_listing import SCOPE


def test_replies_go_into_the_villages_own_folder_alone(tmp_path: Path) -> None:
    """V11: whoever might make a folder at the top read a village's returns."""
    inbox, replies = tmp_path / "inbox", tmp_path / "balasan"
    for name in ("35.03.01.2001 Aaa", "35.03.01.2001 Besuki", "3503012002", "3503012002 lain"):
        (inbox / name).mkdir(parents=True)
    replies.mkdir()
    for code in ("35.03.01.2001", "35.03.01.2002"):
        (replies / f"{code}-2024-10.xlsx").write_bytes(b"balasan")
    troubles = deliver_receipts(replies, inbox, SCOPE)
    got = sorted(str(path.parent.parent.relative_to(inbox)) for path in inbox.glob("*/balasan/*"))
    assert got == ["35.03.01.2001 Besuki", "3503012002"]
    assert ["35.03.01.2001 Aaa" in trouble or "3503012002 lain" in trouble for trouble in troubles] == [True, True]
    assert village_folders(LocalInbox(inbox))["35.03.01.2001"][0] == "35.03.01.2001 Besuki"


def test_the_watch_answers_into_the_villages_own_folder_alone(tmp_path: Path) -> None:
    """V11: also a file that lies in the other folder, and whoever looks after the inbox is told of that folder."""
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    own, other = "35.03.01.2001 Besuki", "35.03.01.2001 Aaa"
    for name in (own, other):
        (inbox / name).mkdir(parents=True)
    name = "35.03.01.2001/a-balasan.xlsx"
    reply = home / "replies" / "2024-10" / name
    reply.parent.mkdir(parents=True)
    reply.write_bytes(b"balasan")
    done = Answered(f"{other}/a.xlsx", "35.03.01.2001", "0" * 64, "2024-10", 1, name, delivered=False)
    delivered, [trouble] = deliver([done], LocalInbox(inbox), home)
    assert delivered == [done]
    assert [str(path.relative_to(inbox)) for path in inbox.glob("*/balasan/*")] == [f"{own}/balasan/a-balasan.xlsx"]
    assert f"Folder {other} " in trouble
