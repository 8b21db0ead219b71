"""Opening the ledger: new, as it was left, older, newer, out of reach, and by a URL that cannot be."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, insert, inspect, select, text

from data.errors import EnvironmentUnavailable, UsageError
from tasks.ledger.engine import (
    ledger_url,
    newest_schema_version,
    open_for_upgrade,
    open_ledger,
    opened_ledger,
    schema_version,
    upgrade,
)
from tasks.ledger.schema import LOOKS, METADATA
from tests.ledger.rows import a_look


def test_the_migrations_give_exactly_the_tables_of_the_schema(ledger: Engine) -> None:
    with ledger.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True, "target_metadata": METADATA}
        )
        assert compare_metadata(context, METADATA) == []
    assert set(inspect(ledger).get_table_names()) == {*METADATA.tables, "alembic_version"}


def test_a_new_ledger_has_the_newest_shape(ledger: Engine) -> None:
    assert schema_version(ledger) == newest_schema_version()


def test_what_was_written_is_there_when_it_is_opened_again(database: str) -> None:
    for expected in (0, 1):
        engine = open_ledger(database)
        with engine.begin() as connection:
            assert len(connection.execute(select(LOOKS)).all()) == expected
            connection.execute(insert(LOOKS), [a_look()])
        engine.dispose()


def test_an_older_ledger_is_refused_until_it_is_upgraded(ledger: Engine, database: str, next_version: str) -> None:
    before = schema_version(ledger)
    with pytest.raises(UsageError, match="netralitas ledger upgrade"):
        open_ledger(database)
    assert schema_version(ledger) == before
    assert upgrade(ledger) == (before, next_version)
    assert upgrade(ledger) == (next_version, next_version)
    open_ledger(database).dispose()


def test_a_ledger_of_a_newer_version_is_left_alone(ledger: Engine, database: str) -> None:
    with ledger.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UsageError, match="newer version"):
        open_ledger(database)
    with pytest.raises(UsageError, match="9999"):
        upgrade(ledger)
    assert schema_version(ledger) == "9999"


def test_an_upgrade_that_fails_leaves_the_ledger_as_it_was(database: str) -> None:
    engine = open_for_upgrade(database)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE looks (id INTEGER PRIMARY KEY)"))
    with pytest.raises(EnvironmentUnavailable, match="looks"):
        open_ledger(database)
    assert inspect(engine).get_table_names() == ["looks"]
    engine.dispose()


def test_the_database_of_an_url_is_made_in_a_new_folder(tmp_path: Path) -> None:
    url = ledger_url(tmp_path / "new" / "home")
    assert url == f"sqlite:///{tmp_path}/new/home/ledger.sqlite"
    open_ledger(url).dispose()
    assert (tmp_path / "new" / "home" / "ledger.sqlite").is_file()
    assert ledger_url(tmp_path, "postgresql://ledger@db/netralitas") == "postgresql://ledger@db/netralitas"


@pytest.mark.parametrize("url", ["ledger.sqlite", "oracle-of-delphi://host/ledger", "postgresql://host:port/ledger"])
def test_an_url_that_cannot_be_is_told(url: str) -> None:
    with pytest.raises(UsageError, match="NETRALITAS_LEDGER"):
        open_ledger(url)


@pytest.mark.usefixtures("postgresql_server")
def test_a_password_is_never_told() -> None:
    for url in ("postgresql://ledger:geheim@127.0.0.1:1/ledger", "ledger:geheim@127.0.0.1"):  # pragma: allowlist secret
        with pytest.raises((UsageError, EnvironmentUnavailable)) as told:
            open_ledger(url)
        assert "geheim" not in str(told.value)


@pytest.mark.usefixtures("postgresql_server")
def test_a_database_out_of_reach_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for url in (
        "postgresql://ledger@127.0.0.1:1/ledger",
        f"sqlite:///{tmp_path}/file/ledger.sqlite",
        f"sqlite:///{tmp_path}",
    ):
        with pytest.raises(EnvironmentUnavailable, match="cannot be opened"):
            open_ledger(url)


@pytest.mark.parametrize("lost", ["gone", "empty"])
@pytest.mark.parametrize("used", ["archive/0a", "audits/2024-10/35.03/audit.json"])
def test_a_ledger_that_is_lost_is_not_taken_for_a_first_start(tmp_path: Path, lost: str, used: str) -> None:
    """R3: decisions, receipts and history were forgotten, exit code 0."""
    with opened_ledger(tmp_path):
        pass
    (tmp_path / used).parent.mkdir(parents=True)
    (tmp_path / used).touch()
    with opened_ledger(tmp_path):
        pass
    file = tmp_path / "ledger.sqlite"
    file.unlink()
    if lost == "empty":
        file.touch()
    with pytest.raises(EnvironmentUnavailable, match="ledger import"), opened_ledger(tmp_path):
        pytest.fail("it was opened")
    with opened_ledger(tmp_path, may_be_new=True):
        pass


def test_audits_that_find_a_new_database_at_once_make_it_once(database: str) -> None:
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(_open_and_close, [database] * 3)) == [newest_schema_version()] * 3


def _open_and_close(url: str) -> str | None:
    engine = open_ledger(url)
    found = schema_version(engine)
    engine.dispose()
    return found
