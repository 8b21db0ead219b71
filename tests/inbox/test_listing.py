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


def test_the_archive_keeps_the_bytes_and_only_what_was_hashed(tmp_path: Path) -> None:
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    place(inbox, "35.03.01.2001 A/a.xlsx", b"pertama")
    place(inbox, "35.03.01.2001 A/b.xlsx", b"kedua")
    files = list_inbox(inbox, SCOPE)
    place(inbox, "35.03.01.2001 A/b.xlsx", b"berubah")
    kept = archive(inbox, files, home)
    assert (home / "archive" / str(files.loc[0, "sha256"])).read_bytes() == b"pertama"
    assert pd.isna(kept.loc[0, "ignored"])
    assert "berubah" in str(kept.loc[1, "ignored"])
    assert (inbox / "35.03.01.2001 A/a.xlsx").read_bytes() == b"pertama"
