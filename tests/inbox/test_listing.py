"""The inbox: whose each file is, and what is no submission."""

import os
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.calendar import Period
from data.errors import UsageError
from data.register import area
from data.scope import Scope
from tasks.inbox.archive import archive
from tasks.inbox.listing import list_inbox
from tasks.inbox.storage import Inbox, digest
from tasks.storage.atomic_write import atomic_write
from tests.killing import die, killed

SCOPE = Scope(area("35.03"), Period(2024, 10), date(2024, 11, 6))
OLD = 1_700_000_000


def place(inbox: Path, name: str, content: bytes = b"isi") -> None:
    path = inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (OLD, OLD))


def listed(inbox: Path, scope: Scope = SCOPE) -> dict[str, dict[str, object]]:
    rows = list_inbox(inbox, scope)
    return {row["file"]: row for row in rows.where(rows.notna(), None).to_dict("records")}


@pytest.mark.parametrize("folder", ["35.03.01.2001 Besuki", "3503012001", "3503012001_besuki"])
def test_the_leading_code_decides_whose_a_folder_is(tmp_path: Path, folder: str) -> None:
    place(tmp_path, f"{folder}/a.xlsx")
    assert listed(tmp_path)[f"{folder}/a.xlsx"]["village_code"] == "35.03.01.2001"


def test_what_lies_elsewhere_is_told_apart(tmp_path: Path) -> None:
    names = ["a.xlsx", "Besuki/a.xlsx", "99.99.99.9999 X/a.xlsx", "_kabupaten/agenda.xlsx", "_auditor/t.xlsx"]
    for name in [*names, "35.03.01.2001 B/balasan/r.xlsx"]:
        place(tmp_path, name)
    found = listed(tmp_path)
    assert [found[name]["place"] for name in names] == ["outside", "outside", "outside", "regency", "auditor"]
    assert "35.03.01.2001 B/balasan/r.xlsx" not in found


@pytest.mark.parametrize("name", ["~$a.xlsx", "a.tmp", "a.crdownload", "desktop.ini", ".DS_Store"])
def test_what_is_no_submission_says_why(tmp_path: Path, name: str) -> None:
    place(tmp_path, f"35.03.01.2001 B/{name}")
    assert listed(tmp_path)[f"35.03.01.2001 B/{name}"]["ignored"]


def test_links_and_pipes_are_listed_but_never_followed(tmp_path: Path) -> None:
    folder = tmp_path / "35.03.01.2001 B"
    folder.mkdir()
    (folder / "tautan.xlsx").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipa.xlsx")
    found = listed(tmp_path)
    assert all(pd.isna(row["sha256"]) for row in found.values())


@pytest.mark.parametrize(
    ("path", "shown", "cause"),
    [
        (b"35.03.01.2001 B/nama\xff\xfe.xlsx", "35.03.01.2001 B/nama\\xff\\xfe.xlsx", "unusable_name"),
        (b"35.03.01.2001 \xff/a.xlsx", "35.03.01.2001 \\xff/", "unusable_name"),
        (b"35.03.01.2001 B/" + b"d/" * 30 + b"a.xlsx", "35.03.01.2001 B/" + "d/" * 21, "nested_too_deep"),
        (b"35.03.01.2001 B/" + (b"n" * 200 + b"/") * 12 + b"a.xlsx", None, "nested_too_deep"),
    ],
)
def test_a_name_that_cannot_be_used_is_its_villages_finding(
    tmp_path: Path, path: bytes, shown: str | None, cause: str
) -> None:
    file = os.fsencode(tmp_path) + b"/" + path
    os.makedirs(os.path.dirname(file))  # noqa: PTH103, PTH120 - a name of bytes
    with open(file, "wb") as target:  # noqa: PTH123
        target.write(b"isi")
    place(tmp_path, "35.03.01.2002 C/a.xlsx")
    found = listed(tmp_path)
    refused = [row for row in found.values() if pd.isna(row["sha256"])]
    assert [(row["refused"], row["village_code"]) for row in refused] == [(cause, "35.03.01.2001")]
    assert shown is None or shown in found
    assert found["35.03.01.2002 C/a.xlsx"]["sha256"]


def test_a_folder_that_we_may_not_read_stops_no_other_village(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path, "35.03.01.2001 B/a.xlsx")
    place(tmp_path, "35.03.01.2002 C/a.xlsx")
    scan = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "35.03.01.2001 B":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr("os.scandir", refusing)
    found = listed(tmp_path)
    assert found["35.03.01.2001 B/"]["refused"] == "unreadable_folder"
    assert found["35.03.01.2001 B/"]["village_code"] == "35.03.01.2001"
    assert found["35.03.01.2002 C/a.xlsx"]["sha256"]


def test_what_vanishes_while_it_is_looked_at_was_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path, "35.03.01.2001 B/a.xlsx")
    place(tmp_path, "35.03.01.2001 B/b.xlsx")
    monkeypatch.setattr("tasks.inbox.listing.digest", _gone)
    assert list(listed(tmp_path)) == ["35.03.01.2001 B/b.xlsx"]


def _gone(inbox: Inbox, file: str) -> str:
    if file.endswith("a.xlsx"):
        raise FileNotFoundError(2, "No such file or directory")
    return digest(inbox, file)


def test_a_file_over_the_limit_is_neither_hashed_nor_archived(tmp_path: Path) -> None:
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    place(inbox, "35.03.01.2001 B/besar.xlsx")
    os.truncate(inbox / "35.03.01.2001 B/besar.xlsx", 3 * 2**30)
    os.utime(inbox / "35.03.01.2001 B/besar.xlsx", (OLD, OLD))
    (row,) = archive(inbox, list_inbox(inbox, SCOPE), home, "id").to_dict("records")
    assert (row["refused"], row["size"]) == ("too_large", 3 * 2**30)
    assert list((home / "archive").iterdir()) == []


@pytest.mark.parametrize(("files", "size", "opened"), [(203, 3, 200), (25, 19_000_000, 21)])
def test_what_a_village_has_beyond_its_budget_is_one_finding(
    tmp_path: Path, files: int, size: int, opened: int
) -> None:
    """V5: 300 files cost 180 s, 20,000 days."""
    place(tmp_path, "35.03.01.2002 Lain/a.xlsx")
    for number in range(files):
        name = f"35.03.01.2001 B/{number:03}.xlsx"
        place(tmp_path, name)
        os.truncate(tmp_path / name, size)
        os.utime(tmp_path / name, (OLD + number, OLD + number))
    found = listed(tmp_path)
    own = {name: row for name, row in found.items() if name.startswith("35.03.01.2001")}
    assert len(own) == opened + 1
    assert own["35.03.01.2001 B/"]["refused"] == "too_many_files"
    newest = [f"35.03.01.2001 B/{number:03}.xlsx" for number in range(files - opened, files)]
    assert sorted(own)[1:] == newest
    assert found["35.03.01.2002 Lain/a.xlsx"]["sha256"]


def test_a_district_audit_leaves_other_villages_alone(tmp_path: Path) -> None:
    place(tmp_path, "35.03.01.2001 A/a.xlsx")
    place(tmp_path, "35.03.02.2001 B/b.xlsx")
    scope = Scope(area("35.03.01"), SCOPE.period, SCOPE.as_of)
    assert list(listed(tmp_path, scope)) == ["35.03.01.2001 A/a.xlsx"]


def test_a_file_still_being_copied_is_left_for_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path, "35.03.01.2001 A/a.xlsx")
    path = tmp_path / "35.03.01.2001 A/a.xlsx"
    os.utime(path)
    monkeypatch.setattr("tasks.inbox.listing.time.sleep", lambda _seconds: os.utime(path))
    assert "masih disalin" in str(listed(tmp_path)["35.03.01.2001 A/a.xlsx"]["ignored"])


def test_an_inbox_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="tidak ada"):
        list_inbox(tmp_path / "x", SCOPE)


@pytest.mark.parametrize("damage", [b"", b"lain", None])
def test_a_copy_in_the_archive_that_is_not_what_its_name_says_is_mended(tmp_path: Path, damage: bytes | None) -> None:
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    place(inbox, "35.03.01.2001 A/a.xlsx", b"pertama")
    files = list_inbox(inbox, SCOPE)
    archive(inbox, files, home, "id")
    (copy,) = (home / "archive").iterdir()
    copy.unlink() if damage is None else copy.write_bytes(damage)
    archive(inbox, files, home, "id")
    assert copy.read_bytes() == b"pertama"
    assert len(list((home / "archive").iterdir())) == 1


def test_the_archive_keeps_the_bytes_and_only_what_was_hashed(tmp_path: Path) -> None:
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    place(inbox, "35.03.01.2001 A/a.xlsx", b"pertama")
    place(inbox, "35.03.01.2001 A/b.xlsx", b"kedua")
    files = list_inbox(inbox, SCOPE)
    place(inbox, "35.03.01.2001 A/b.xlsx", b"berubah")
    kept = archive(inbox, files, home, "id")
    assert (home / "archive" / str(files.loc[0, "sha256"])).read_bytes() == b"pertama"
    assert pd.isna(kept.loc[0, "ignored"])
    assert "berubah" in str(kept.loc[1, "ignored"])
    assert (inbox / "35.03.01.2001 A/a.xlsx").read_bytes() == b"pertama"


def test_what_a_killed_audit_left_in_the_archive_goes_and_what_a_living_one_writes_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    place(inbox, "35.03.01.2001 A/a.xlsx", b"pertama")
    files = list_inbox(inbox, SCOPE)
    with monkeypatch.context() as patch:
        patch.setattr("tasks.inbox.archive.file_sha256", die)
        killed(lambda: archive(inbox, files, home, "id"))
    (left,) = (home / "archive").iterdir()
    assert left.read_bytes() == b"pertama"
    with atomic_write(home / "archive" / "lain") as unfinished:
        archive(inbox, files, home, "id")
        assert sorted(path.name for path in left.parent.iterdir()) == [unfinished.name, files.loc[0, "sha256"]]
