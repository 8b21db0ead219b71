"""Opening the ledger: SQLite in the installation's home, or the database that ``NETRALITAS_LEDGER`` names."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from data.errors import BrokenPlace, WrongUse
from data.messages import both

_MIGRATIONS = Path(__file__).with_name("migrations")
_BUSY_SECONDS = 60


def ledger_url(home: Path, url: str = "") -> str:
    """Return the ledger's URL: the given one, else that of ``<home>/ledger.sqlite``."""
    return url or f"sqlite:///{home / 'ledger.sqlite'}"


def open_ledger(url: str) -> Engine:
    """Open the ledger; a new one is made at once, an older one must be upgraded first (``netralitas ledger upgrade``).

    A PostgreSQL URL may name no driver (``postgresql://…``): psycopg is used. Raises ``WrongUse`` for a URL that
    cannot be or an older ledger, ``BrokenPlace`` when the database does not answer.
    """
    engine = _engine(url)
    try:
        if not inspect(engine).has_table("alembic_version"):
            upgrade(engine)
        elif _revision(engine) != _newest():
            raise WrongUse(both("ledger_outdated"))
    except SQLAlchemyError as error:
        raise BrokenPlace(both("ledger_unreachable", url=engine.url.render_as_string(), error=error)) from error
    return engine


def upgrade(engine: Engine) -> None:
    """Bring the ledger to the newest shape, in one transaction."""
    with engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def open_for_upgrade(url: str) -> Engine:
    """Open the ledger whatever its shape."""
    return _engine(url)


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.drivername in {"postgresql", "postgres"}:
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, connect_args=_arguments(parsed.get_backend_name()))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise WrongUse(both("ledger_url_wrong", error=error)) from error
    if engine.dialect.name == "sqlite":
        _make_transactional(engine)
    return engine


def _arguments(backend: str) -> dict[str, object]:
    return {"timeout": _BUSY_SECONDS} if backend == "sqlite" else {}


def _make_transactional(engine: Engine) -> None:
    """Let SQLAlchemy begin SQLite's transactions: its driver would commit before changes of shape."""

    @event.listens_for(engine, "connect")
    def prepare(connection, _record):  # type: ignore[no-untyped-def]
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def begin(connection):  # type: ignore[no-untyped-def]
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config


def _newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
