"""The watch's queue in both databases: whose files it holds, what it forgets, and the queue of earlier versions."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from data.errors import EnvironmentUnavailable
from tasks.inbox.storage import Entry
from tasks.ledger.engine import ledger_url, open_for_upgrade, opened_ledger
from tasks.ledger.schema import QUEUE
from tasks.watch.queue import Answered, Waiting, WatchQueue

_FILE = "35.03.01.2001 Besuki/laporan.xlsx"
_VILLAGE = "35.03.01.2001"
_OLD_SHAPE = """
create table files (
    inbox text not null, file text not null, size integer not null, changed_ns integer not null,
    village_code text not null, sha256 text not null, state text not null default 'waiting',
    period text, findings integer, reply text, delivered integer not null default 0, told integer not null default 0,
    primary key (inbox, file)
) strict
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.process)])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgresql_server").new_database()
    with opened_ledger(tmp_path / "home", url) as engine:
        yield engine


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def _entry(file: str = _FILE, size: int = 10, changed: int = 1_700_000_000_123_456_789) -> Entry:
    return Entry(file, True, size, changed)


def _add(ledger: Engine, queue: WatchQueue, entry: Entry, sha256: str, state: str = "waiting") -> None:
    with ledger.begin() as connection:
        queue.add(connection, [(entry, entry.file[:13], sha256)], state)


def _answered(sha256: str) -> Answered:
    return Answered(_FILE, _VILLAGE, sha256, "2024-10", 3, "35.03.01.2001/laporan-balasan.xlsx", delivered=False)


def _old_queue(home: Path, *rows: tuple[object, ...]) -> None:
    home.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(home / "watch.sqlite")) as connection, connection:
        connection.execute(_OLD_SHAPE)
        connection.executemany("insert into files values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def test_a_file_waits_is_checked_delivered_and_told(ledger: Engine, home: Path) -> None:
    queue = WatchQueue(ledger, home, "kiriman")
    _add(ledger, queue, _entry(), "a" * 64)
    assert queue.known() == {_entry(): "a" * 64}
    assert queue.waiting(5) == [Waiting(_FILE, _VILLAGE, "a" * 64)]
    queue.answered([_answered("a" * 64)])
    assert queue.waiting(5) == []
    assert queue.undelivered() == queue.untold() == [_answered("a" * 64)]
    queue.delivered([_answered("a" * 64)])
    assert queue.undelivered() == []
    assert queue.untold() == [replace(_answered("a" * 64), delivered=True)]
    queue.told(queue.untold())
    assert queue.untold() == []
    queue.again(_VILLAGE)
    assert queue.waiting(5) == [Waiting(_FILE, _VILLAGE, "a" * 64)]


def test_a_file_replaced_while_it_was_checked_waits_on(ledger: Engine, home: Path) -> None:
    queue = WatchQueue(ledger, home, "kiriman")
    _add(ledger, queue, _entry(), "a" * 64)
    _add(ledger, queue, _entry(size=11), "b" * 64)
    queue.answered([_answered("a" * 64)])
    queue.failed(Waiting(_FILE, _VILLAGE, "a" * 64))
    assert queue.waiting(5) == [Waiting(_FILE, _VILLAGE, "b" * 64)]
    assert queue.untold() == []


def test_the_same_bytes_written_again_stay_checked_and_other_bytes_do_not(ledger: Engine, home: Path) -> None:
    queue = WatchQueue(ledger, home, "kiriman")
    _add(ledger, queue, _entry(), "a" * 64)
    queue.answered([_answered("a" * 64)])
    queue.told([_answered("a" * 64)])
    _add(ledger, queue, _entry(changed=2), "a" * 64)
    assert queue.known() == {_entry(changed=2): "a" * 64}
    assert queue.waiting(5) == queue.untold() == []
    _add(ledger, queue, _entry(changed=3), "c" * 64)
    assert [each.sha256 for each in queue.waiting(5)] == ["c" * 64]


def test_a_file_that_killed_its_check_twice_is_set_aside_until_its_bytes_change(ledger: Engine, home: Path) -> None:
    """V4: the watch came back to the same file for ever, and nobody behind it was answered."""
    poison, good = "35.03.01.2001 Besuki/a.xlsx", "35.03.01.2002 Lain/b.xlsx"
    for deaths, next_up in enumerate([[poison, good], [poison], []]):
        queue = WatchQueue(ledger, home, "kiriman")  # as after a start
        if not deaths:
            for number, file in enumerate((poison, good)):
                _add(ledger, queue, _entry(file), str(number) * 64)
        assert [each.file for each in queue.set_aside()] == ([poison] if deaths == 2 else [])
        waiting = queue.waiting(64)
        assert [each.file for each in waiting] == next_up
        queue.begin(waiting)
        if not deaths:
            queue.answered([replace(_answered("1" * 64), file=good, village_code=good[:13])])
    assert queue.waiting(64) == queue.set_aside() == []
    _add(ledger, queue, _entry(poison, size=11), "c" * 64)
    assert [each.file for each in queue.waiting(64)] == [poison]


def test_a_check_that_failed_without_dying_is_no_sign_against_its_files(ledger: Engine, home: Path) -> None:
    queue = WatchQueue(ledger, home, "kiriman")
    _add(ledger, queue, _entry(), "a" * 64)
    for _ in range(3):
        waiting = queue.waiting(64)
        queue.begin(waiting)
        queue.not_done(waiting)
    assert queue.set_aside() == []
    assert [each.file for each in queue.waiting(64)] == [_FILE]


def test_what_is_no_submission_never_waits(ledger: Engine, home: Path) -> None:
    queue = WatchQueue(ledger, home, "kiriman")
    _add(ledger, queue, _entry(), "a" * 64, "skipped")
    queue.again(_VILLAGE)
    assert queue.waiting(5) == []
    assert queue.known() == {_entry(): "a" * 64}


def test_every_villages_first_file_comes_before_anybodys_second(ledger: Engine, home: Path) -> None:
    queue = WatchQueue(ledger, home, "kiriman")
    for file in ("35.03.01.2001 A/1.xlsx", "35.03.01.2001 A/2.xlsx", "35.03.01.2002 B/9.xlsx"):
        _add(ledger, queue, _entry(file), "a" * 64)
    assert [each.file[-6:] for each in queue.waiting(2)] == ["1.xlsx", "9.xlsx"]


def test_homes_that_share_a_ledger_and_inboxes_of_one_home_keep_apart(ledger: Engine, home: Path) -> None:
    first = WatchQueue(ledger, home, "kiriman")
    _add(ledger, first, _entry(), "a" * 64)
    others = [WatchQueue(ledger, home.parent / "other", "kiriman"), WatchQueue(ledger, home, "lain")]
    for other in others:
        assert other.known() == {}
        other.again(_VILLAGE)
        other.failed(Waiting(_FILE, _VILLAGE, "a" * 64))
    assert WatchQueue(ledger, home, "kiriman").waiting(5) == [Waiting(_FILE, _VILLAGE, "a" * 64)]


def test_a_home_without_its_replies_answers_everything_again(ledger: Engine, home: Path) -> None:
    _add(ledger, WatchQueue(ledger, home, "kiriman"), _entry(), "a" * 64)
    (home / "replies" / "watch.id").unlink()
    assert WatchQueue(ledger, home, "kiriman").known() == {}


def test_a_former_queue_is_taken_over_once_and_kept(ledger: Engine, home: Path) -> None:
    checked = ("kiriman", _FILE, 10, 5, _VILLAGE, "a" * 64, "checked", "2024-10", 3, "balasan.xlsx", 0, 0)
    waiting = ("kiriman", "35.03.01.2002 B/b.xlsx", 20, 6, "35.03.01.2002", "b" * 64, "waiting", *[None] * 3, 0, 0)
    _old_queue(home, checked, waiting)
    before = (home / "watch.sqlite").read_bytes()
    queue = WatchQueue(ledger, home, "kiriman")
    assert queue.known() == {_entry(changed=5): "a" * 64, _entry("35.03.01.2002 B/b.xlsx", 20, 6): "b" * 64}
    assert queue.waiting(5) == [Waiting("35.03.01.2002 B/b.xlsx", "35.03.01.2002", "b" * 64)]
    answered = Answered(_FILE, _VILLAGE, "a" * 64, "2024-10", 3, "balasan.xlsx", delivered=False)
    assert queue.undelivered() == queue.untold() == [answered]
    assert not (home / "watch.sqlite").exists()
    assert (home / "watch-taken-over.sqlite").read_bytes() == before

    queue.told([answered])
    (home / "watch-taken-over.sqlite").rename(home / "watch.sqlite")  # stopped between writing and renaming
    assert WatchQueue(ledger, home, "kiriman").untold() == []
    assert _rows(ledger) == 2
    assert (home / "watch-taken-over.sqlite").exists()


def test_processes_that_find_a_former_queue_together_take_it_over_once(ledger: Engine, home: Path) -> None:
    _old_queue(
        home,
        *[
            ("kiriman", f"{_VILLAGE}/{n}", 1, 1, _VILLAGE, "a" * 64, "waiting", None, None, None, 0, 0)
            for n in range(500)
        ],
    )
    threads = [threading.Thread(target=WatchQueue, args=(ledger, home, "kiriman")) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _rows(ledger) == 500


def test_a_damaged_former_queue_is_kept_and_stops_nothing(ledger: Engine, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "watch.sqlite").write_bytes(b"SQLite format 3\0" + bytes(100))
    assert WatchQueue(ledger, home, "kiriman").known() == {}
    assert (home / "watch-taken-over.sqlite").exists()


def test_a_database_without_the_table_is_told_as_one_that_does_not_answer(home: Path) -> None:
    empty = open_for_upgrade(ledger_url(home))
    with pytest.raises(EnvironmentUnavailable):
        WatchQueue(empty, home, "kiriman").known()
    empty.dispose()


def _rows(ledger: Engine) -> int:
    with ledger.connect() as connection:
        return connection.execute(select(func.count()).select_from(QUEUE)).scalar_one()
