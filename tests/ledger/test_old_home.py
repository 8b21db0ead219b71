"""A home that the version before the queue's ledger table wrote, as it opens today: nothing of it is lost.

``old_home.tar.gz`` was written by commit 061a0b1: two audits of one village, a decision, a returned workbook, two
accounts, one file that its watch answered and one that waits. Its inbox was ``/srv/kiriman``.
"""

import csv
import json
import sqlite3
import tarfile
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from data.calendar import Period
from data.register import area
from data.scope import Scope
from flows.access.accounts import AccountsFile, Role
from flows.access.passwords import verify_password
from flows.cli import app
from tasks.inbox.archive import archive
from tasks.inbox.listing import list_inbox
from tasks.inbox.local import LocalInbox
from tasks.ledger.dump import CONTENTS, dump
from tasks.ledger.engine import opened_ledger
from tasks.ledger.history import load_history
from tasks.watch import batch
from tasks.watch.queue import WatchQueue
from tests.builders import VILLAGE

_ARCHIVE = Path(__file__).with_name("old_home.tar.gz")
_OLD_TABLES = {
    "absences", "audits", "cases", "decisions", "findings", "follow_ups", "indicators", "looks", "receipts", "results",
    "sign_offs", "submissions", "vulnerabilities",
}  # fmt: skip


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Unpack the home and its inbox; both stand elsewhere now, which their databases are told."""
    with tarfile.open(_ARCHIVE) as packed:
        packed.extractall(tmp_path, filter="data")
    for database, tables in (("ledger.sqlite", ("looks", "receipts", "audits")), ("watch.sqlite", ("files",))):
        with closing(sqlite3.connect(tmp_path / "home" / database)) as connection, connection:
            for table in tables:
                connection.execute(f"update {table} set inbox = ?", (str(tmp_path / "inbox"),))  # noqa: S608 - ours
    monkeypatch.setenv("NETRALITAS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("NETRALITAS_LEDGER", raising=False)
    return tmp_path


@pytest.fixture
def upgraded(place: Path) -> Path:
    """Return the place after ``ledger upgrade``."""
    done = CliRunner().invoke(app, ["ledger", "upgrade"])
    assert done.exit_code == 0, done.output
    return place


def _rows(ledger: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(ledger)) as connection:
        return {table: connection.execute(f"select * from {table} order by id").fetchall() for table in _OLD_TABLES}  # noqa: S608


def test_every_command_refuses_it_and_changes_nothing_until_it_is_upgraded(place: Path) -> None:
    before = (place / "home" / "ledger.sqlite").read_bytes()
    refused = CliRunner().invoke(app, ["decide", "--list"])
    assert refused.exit_code == 2
    assert "netralitas ledger upgrade" in refused.stderr
    assert (place / "home" / "ledger.sqlite").read_bytes() == before


def test_an_upgrade_copies_it_first_and_keeps_every_row(place: Path) -> None:
    before = _rows(place / "home" / "ledger.sqlite")
    assert {table for table, rows in before.items() if not rows} == {"cases", "sign_offs", "vulnerabilities"}
    assert CliRunner().invoke(app, ["ledger", "upgrade"]).exit_code == 0
    assert _rows(place / "home" / "ledger.sqlite") == before

    (copy,) = (place / "home" / "backups").iterdir()
    contents = json.loads((copy / CONTENTS).read_bytes())
    assert contents["shape"] == "0001"
    assert {name: told["rows"] for name, told in contents["tables"].items()} == {n: len(r) for n, r in before.items()}
    with (copy / "decisions.csv").open(encoding="utf-8", newline="") as lines:
        assert [row["reason"] for row in csv.DictReader(lines)] == ["Banjir"]
    with opened_ledger(place / "home") as ledger:
        dump(ledger, place / "today")
    for table in _OLD_TABLES:
        assert (copy / f"{table}.csv").read_bytes() == (place / "today" / f"{table}.csv").read_bytes()


def test_what_was_decided_followed_up_and_found_is_remembered(upgraded: Path) -> None:
    told = CliRunner().invoke(app, ["decide", "--list"])
    assert "diperpanjang sampai 12 November 2024. Alasan: Banjir" in told.stdout
    home, inbox = upgraded / "home", upgraded / "inbox"
    scope = Scope(area(VILLAGE), Period(2024, 10), date(2024, 11, 13))
    files = archive(LocalInbox(inbox), list_inbox(LocalInbox(inbox), scope), home, "id")
    with opened_ledger(home) as ledger:
        known = load_history(ledger, str(inbox), files, scope, home, datetime.now(UTC), keeps_receipts=True)
    assert known.history.decisions["reason"].tolist() == ["Banjir"]
    assert known.history.follow_ups["evidence"].tolist() == ["Surat 700/45"]
    assert not known.history.earlier_findings.empty
    received = known.files[known.files["place"] == "village"].set_index("file")["received_date"]
    # the first look found the one there already, so it counts as in time; the other came before the second audit
    assert received["35.03.01.2001 Besuki/hadir.xlsx"] == pd.Timestamp(2024, 11, 5)
    assert received["35.03.01.2001 Besuki/susulan.xlsx"] == pd.Timestamp(2024, 11, 12)


def test_accounts_replies_archive_and_published_audits_stand(upgraded: Path) -> None:
    home = upgraded / "home"
    accounts = AccountsFile(home).accounts()
    assert {name: account.role for name, account in accounts.items()} == {"siti": Role.INSPECTOR, "budi": Role.AUDITOR}
    assert verify_password("kuda baterai staples", accounts["siti"].password)
    with tarfile.open(_ARCHIVE) as packed:
        kept = [member for member in packed.getmembers() if member.isfile() and "sqlite" not in member.name]
        assert len(kept) > 20
        for member in kept:
            content = packed.extractfile(member)
            assert content is not None
            assert (upgraded / member.name).read_bytes() == content.read(), member.name


def test_its_watch_goes_on_with_what_waits_and_answers_nothing_twice(upgraded: Path) -> None:
    home, inbox = upgraded / "home", LocalInbox(upgraded / "inbox")
    before = (home / "watch.sqlite").read_bytes()
    with opened_ledger(home) as ledger:
        queue = WatchQueue(ledger, home, inbox.name)
        assert len(queue.known()) == 2
        waiting = queue.waiting(10)
        assert [each.file for each in waiting] == ["35.03.01.2001 Besuki/susulan.xlsx"]
        assert queue.untold() == queue.undelivered() == []
        now = datetime(2024, 11, 13, 3, tzinfo=UTC)
        done, failures = batch.check_batch(waiting, inbox, "35.03", home, ledger, now, 1)
        assert failures == {}
        assert batch.settle(done, inbox, home, queue) == []
        assert queue.waiting(10) == []
    assert (home / "watch-taken-over.sqlite").read_bytes() == before
    replies = {path.name for path in (upgraded / "inbox").glob("*/balasan/*.xlsx")}
    assert replies == {
        "35.03.01.2001-2024-10.xlsx",
        "35.03.01.2001-2024-10-kiriman-89cc5223.xlsx",
        "susulan-balasan.xlsx",
    }
