"""Copying a ledger out and in."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, insert, select

from data.errors import EnvironmentUnavailable, UsageError
from tasks.ledger.dump import CONTENTS, dump, restore
from tasks.ledger.engine import ledger_url, open_ledger
from tasks.ledger.schema import COPIED_TABLES, LOOKS, METADATA, QUEUE
from tests.ledger.rows import a_look, fill
from tests.postgresql import Server

_HEADER = '"id","inbox","area_code","looked_at","recorded_at"\n'


@pytest.fixture
def opened() -> Iterator[Callable[[str], Engine]]:
    """Open ledgers that are closed after the test."""
    engines: list[Engine] = []

    def open_and_note(url: str) -> Engine:
        engines.append(open_ledger(url))
        return engines[-1]

    yield open_and_note
    for engine in engines:
        engine.dispose()


@pytest.fixture
def copy(tmp_path: Path, opened: Callable[[str], Engine]) -> Path:
    """Return a copy of a full ledger."""
    engine = opened(ledger_url(tmp_path / "source"))
    with engine.begin() as connection:
        fill(connection)
    dump(engine, tmp_path / "copy")
    return tmp_path / "copy"


def test_a_copy_is_the_same_bytes_after_the_way_through_both_databases(
    copy: Path, tmp_path: Path, opened: Callable[[str], Engine], postgresql_server: Server
) -> None:
    known = _files(copy)
    assert set(known) == {CONTENTS, *(f"{table.name}.csv" for table in COPIED_TABLES)}
    for url in (postgresql_server.new_database(), ledger_url(tmp_path / "second")):
        engine = opened(url)
        restore(engine, copy)
        copy = tmp_path / f"copy of {engine.dialect.name}"
        contents = dump(engine, copy)
        assert {table.rows for table in contents.tables.values()} == {25}
        assert _files(copy) == known


def test_what_was_loaded_is_what_was_there(copy: Path, ledger: Engine, tmp_path: Path) -> None:
    source = open_ledger(ledger_url(tmp_path / "source"))
    restore(ledger, copy)
    with source.connect() as ours, ledger.connect() as theirs:
        for table in COPIED_TABLES:
            rows = select(table).order_by(table.c.id)
            assert theirs.execute(rows).all() == ours.execute(rows).all()
    source.dispose()


def test_nothing_and_an_empty_text_are_kept_apart(ledger: Engine, tmp_path: Path) -> None:
    with ledger.begin() as connection:
        connection.execute(insert(LOOKS), [a_look(id=7, inbox=""), a_look(id=2, inbox='desa "Besuki",\nbaris')])
    dump(ledger, tmp_path / "copy")
    moment = "2024-11-06 03:04:05.000000"
    assert (tmp_path / "copy" / "looks.csv").read_bytes().decode() == (
        f'{_HEADER}2,"desa ""Besuki"",\nbaris","35.03",{moment},{moment}\n7,"","35.03",{moment},{moment}\n'
    )


def test_an_empty_ledger_is_copied_too(ledger: Engine, tmp_path: Path) -> None:
    contents = dump(ledger, tmp_path / "copy")
    assert {table.rows for table in contents.tables.values()} == {0}
    assert (tmp_path / "copy" / "looks.csv").read_text() == _HEADER
    restore(ledger, tmp_path / "copy")
    with ledger.begin() as connection:
        assert connection.execute(insert(LOOKS), a_look()).inserted_primary_key == (1,)


def test_the_next_row_is_numbered_after_the_loaded_ones(copy: Path, ledger: Engine) -> None:
    restore(ledger, copy)
    with ledger.begin() as connection:
        assert connection.execute(insert(LOOKS), a_look()).inserted_primary_key == (76,)


def test_more_rows_than_a_batch_and_long_texts_come_through(
    ledger: Engine, tmp_path: Path, opened: Callable[[str], Engine]
) -> None:
    with ledger.begin() as connection:
        connection.execute(insert(LOOKS), [a_look(inbox=f"kiriman {number}") for number in range(25_000)])
        connection.execute(insert(LOOKS), a_look(inbox="x" * 5_000_000))
    dump(ledger, tmp_path / "copy")
    other = opened(ledger_url(tmp_path / "other"))
    assert restore(other, tmp_path / "copy").tables["looks"].rows == 25_001
    dump(other, tmp_path / "again")
    assert _files(tmp_path / "again") == _files(tmp_path / "copy")


def test_a_copy_shows_one_moment(postgresql_server: Server, tmp_path: Path, opened: Callable[[str], Engine]) -> None:
    url = postgresql_server.new_database()
    engine, other = opened(url), opened(url)

    @event.listens_for(engine, "before_cursor_execute")
    def add_a_look_meanwhile(_connection, _cursor, statement: str, *_rest: object) -> None:  # type: ignore[no-untyped-def]
        if "FROM decisions" in statement:
            with other.begin() as connection:
                connection.execute(insert(LOOKS), a_look())

    assert dump(engine, tmp_path / "copy").tables["looks"].rows == 0
    with other.connect() as connection:
        assert connection.execute(select(func.count()).select_from(LOOKS)).scalar_one() == 1


def test_a_ledger_that_holds_anything_is_not_loaded_into(copy: Path, ledger: Engine) -> None:
    with ledger.begin() as connection:
        connection.execute(insert(LOOKS), a_look())
    with pytest.raises(UsageError, match="already holds records"):
        restore(ledger, copy)
    assert _counts(ledger) == {"looks": 1}


def test_the_watchs_queue_stays_on_its_machine(copy: Path, ledger: Engine) -> None:
    assert not (copy / "queue.csv").exists()
    restore(ledger, copy)
    counts = _counts(ledger)
    assert "queue" not in counts
    assert counts["receipts"] == 25


def test_a_ledger_whose_watch_knows_files_is_not_loaded_into(copy: Path, ledger: Engine) -> None:
    """A file that the queue knows is not received again: the loaded ledger would lack its receipt for ever."""
    with ledger.begin() as connection:
        row = {"watch": "w", "inbox": "i", "file": "f", "size": 1, "changed_ns": 1, "village_code": "35.03.01.2001"}
        seen = {"sha256": "a" * 64, "state": "waiting", "delivered": False, "told": False}
        connection.execute(insert(QUEUE), row | seen)
    with pytest.raises(UsageError, match="already holds records"):
        restore(ledger, copy)


def _cut(copy: Path) -> None:
    path = copy / "findings.csv"
    path.write_bytes(path.read_bytes()[:-40])


def _remove(copy: Path) -> None:
    (copy / "findings.csv").unlink()


def _remove_contents(copy: Path) -> None:
    (copy / CONTENTS).unlink()


def _spoil_contents(copy: Path) -> None:
    (copy / CONTENTS).write_text('{"shape": "0001"}')


def _forget_a_table(copy: Path) -> None:
    with _retold(copy) as contents:
        del contents["tables"]["findings"]


def _tell_another_shape(copy: Path) -> None:
    with _retold(copy) as contents:
        contents["shape"] = "0000"


def _count_wrongly(copy: Path) -> None:
    with _retold(copy) as contents:
        contents["tables"]["findings"]["rows"] += 1


def _edit(copy: Path, old: str, new: str) -> None:
    """Change a CSV and tell its new hash, as somebody does who mends a copy by hand."""
    path = copy / "findings.csv"
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode(), 1))
    with _retold(copy) as contents:
        contents["tables"]["findings"]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()


@contextmanager
def _retold(copy: Path) -> Iterator[dict[str, Any]]:
    contents = json.loads((copy / CONTENTS).read_bytes())
    yield contents
    (copy / CONTENTS).write_text(json.dumps(contents))


_SPOILT: dict[str, tuple[Callable[[Path], None], str]] = {
    "cut off": (_cut, "findings.csv is missing, damaged or changed"),
    "missing": (_remove, "findings.csv is missing, damaged or changed"),
    "without contents": (_remove_contents, "ledger.json is not the list of contents"),
    "contents without tables": (_spoil_contents, "ledger.json is not the list of contents"),
    "contents without a table": (_forget_a_table, "ledger.json is not the list of contents"),
    "of another shape": (_tell_another_shape, "The copy has shape 0000"),
    "counted wrongly": (_count_wrongly, "25 ≠ 26"),
    "heading edited": (lambda copy: _edit(copy, '"finding_id"', '"finding"'), "findings.csv is missing, damaged"),
    "value edited": (lambda copy: _edit(copy, "\n6,6,", "\n6,enam,"), "findings.csv is missing, damaged"),
    "key edited": (lambda copy: _edit(copy, "\n6,6,", "\n3,6,"), "findings.csv is missing, damaged"),
    "of no audit": (lambda copy: _edit(copy, "\n6,6,", "\n6,7,"), "findings.csv is missing, damaged"),
}


@pytest.mark.parametrize("spoilt", _SPOILT)
def test_a_spoilt_copy_is_refused_and_leaves_the_ledger_empty(spoilt: str, copy: Path, ledger: Engine) -> None:
    spoil, sentence = _SPOILT[spoilt]
    spoil(copy)
    with pytest.raises(UsageError, match=sentence):
        restore(ledger, copy)
    assert _counts(ledger) == {}


def test_a_copy_goes_only_into_a_new_or_empty_folder(ledger: Engine, tmp_path: Path) -> None:
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "surat.txt").touch()
    for used in (tmp_path / "used", tmp_path / "used" / "surat.txt"):
        with pytest.raises(UsageError, match="is not empty"):
            dump(ledger, used)
    with pytest.raises(EnvironmentUnavailable, match="cannot be written"):
        dump(ledger, tmp_path / "used" / "surat.txt" / "copy")
    assert [path.name for path in (tmp_path / "used").iterdir()] == ["surat.txt"]
    (tmp_path / "empty").mkdir()
    dump(ledger, tmp_path / "empty")
    assert (tmp_path / "empty" / CONTENTS).is_file()


def test_a_copy_that_fails_leaves_no_folder(ledger: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tasks.ledger.dump.file_sha256", full)
    with pytest.raises(EnvironmentUnavailable, match="ruang penyimpanan penuh"):
        dump(ledger, tmp_path / "copies" / "copy")
    assert list((tmp_path / "copies").iterdir()) == []


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        found = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in METADATA.sorted_tables
        }
    return {name: count for name, count in found.items() if count}
