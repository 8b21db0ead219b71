"""An empty ledger in both databases, a fresh one for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tasks.ledger import engine as ledger_engine
from tasks.ledger.engine import MIGRATIONS, ledger_url, newest_schema_version, open_ledger
from tests.postgresql import Server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.process)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of a database in which there is nothing."""
    if request.param == "sqlite":
        return ledger_url(tmp_path / "home")
    server: Server = request.getfixturevalue("postgresql_server")
    return server.new_database()


@pytest.fixture
def ledger(database: str) -> Iterator[Engine]:
    """Return an open, empty ledger."""
    engine = open_ledger(database)
    yield engine
    engine.dispose()


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Install a version with one more migration than this one; return its shape."""
    before, after = newest_schema_version(), "next"
    migrations = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    (migrations / "versions" / "v_next.py").write_text(
        f"from alembic import op\nimport sqlalchemy as sa\n\nrevision, down_revision = {after!r}, {before!r}\n\n\n"
        "def upgrade():\n    op.add_column('looks', sa.Column('clock', sa.Text()))\n"
    )
    monkeypatch.setattr(ledger_engine, "MIGRATIONS", migrations)
    return after
