"""An audit takes its place in one step, and what a killed one left is finished or cleared (R10)."""

import hashlib
import json
from pathlib import Path

import pytest

from tasks.publishing import placing
from tasks.publishing.placing import clear_after_crash, draft_beside, put_in_place
from tasks.storage import exchange as exchanging
from tasks.storage.exchange import exchange
from tests.killing import die, killed

AREA = "35.03.01"


def audit(folder: Path, content: str) -> str:
    """Write a small audit; return the hash of its record."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.csv").write_text(content, encoding="utf-8")
    outputs = {"a.csv": hashlib.sha256(content.encode()).hexdigest()}
    record = json.dumps({"outputs": outputs}).encode()
    (folder / "audit.json").write_bytes(record)
    return hashlib.sha256(record).hexdigest()


def place(tmp_path: Path, content: str) -> None:
    with draft_beside(tmp_path / AREA) as draft:
        audit(draft, content)
        put_in_place(draft, tmp_path / AREA)


@pytest.mark.parametrize("knows", [True, False], ids=["in one step", "in turn"])
def test_two_folders_change_places(tmp_path: Path, knows: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Path) -> None:
        raise OSError(22, "no such step")

    if not knows:
        monkeypatch.setattr(exchanging, "_exchange", unknown)
    audit(tmp_path / "one", "1")
    audit(tmp_path / "two", "2")
    exchange(tmp_path / "one", tmp_path / "two")
    assert [(tmp_path / name / "a.csv").read_text() for name in ("one", "two")] == ["2", "1"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_an_audit_that_was_not_touched_is_replaced_without_a_trace(tmp_path: Path) -> None:
    for content in ("old", "new"):
        place(tmp_path, content)
        assert [path.name for path in tmp_path.iterdir()] == [AREA]
        assert (tmp_path / AREA / "a.csv").read_text() == content


def test_a_hand_changed_audit_is_kept_and_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """R11: it was moved aside without a word."""
    place(tmp_path, "old")
    (tmp_path / AREA / "a.csv").write_text("by hand")
    place(tmp_path, "new")
    assert (tmp_path / f"{AREA}-sebelumnya-1" / "a.csv").read_text() == "by hand"
    assert f"{AREA}-sebelumnya-1" in caplog.text
    clear_after_crash(tmp_path / AREA, None)
    assert (tmp_path / f"{AREA}-sebelumnya-1").exists()


@pytest.mark.parametrize("by_hand", [False, True])
def test_there_is_an_audit_at_every_moment(tmp_path: Path, by_hand: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path, "old")
    if by_hand:
        (tmp_path / AREA / "b.csv").touch()
    for step in ("exchange", "shutil.rmtree"):
        with monkeypatch.context() as patch:
            if step == "exchange":
                patch.setattr(placing, "exchange", die)
            else:
                patch.setattr("tasks.publishing.placing.shutil.rmtree", die)
            killed(lambda: place(tmp_path, "new"))
        assert (tmp_path / AREA / "audit.json").is_file()
        clear_after_crash(tmp_path / AREA, None)
        kept = [f"{AREA}-sebelumnya-1"] if by_hand and step != "exchange" else []
        assert sorted(path.name for path in tmp_path.iterdir()) == [AREA, *kept]


def test_an_audit_that_was_recorded_and_not_yet_seen_is_put_in_place(tmp_path: Path) -> None:
    """R5: killed between the ledger and the folder."""
    place(tmp_path, "old")
    recorded = audit(tmp_path / f".{AREA}-abc", "new")
    clear_after_crash(tmp_path / AREA, recorded)
    assert (tmp_path / AREA / "a.csv").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == [AREA]


def test_a_draft_that_somebody_writes_is_left_alone(tmp_path: Path) -> None:
    with draft_beside(tmp_path / AREA) as draft:
        clear_after_crash(tmp_path / AREA, None)
        assert draft.exists()
    (tmp_path / f".{AREA}-left").mkdir()
    clear_after_crash(tmp_path / AREA, None)
    assert list(tmp_path.iterdir()) == []
