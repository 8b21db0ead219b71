"""Opening the ledger: SQLite in the installation's home, or the database that ``NETRALITAS_LEDGER`` names."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from data.errors import EnvironmentUnavailable, UsageError
from data.sentences import both

MIGRATIONS = Path(__file__).with_name("migrations")
_BUSY_SECONDS = 60
_SQLITE = {
    "SQLITE_BUSY": "ledger_busy",
    "SQLITE_LOCKED": "ledger_busy",
    "SQLITE_READONLY": "ledger_read_only",
    "SQLITE_CORRUPT": "ledger_damaged",
    "SQLITE_NOTADB": "ledger_damaged",
}
"""Which sentence tells what SQLite says; anything else is a ledger that does not answer."""

_UPGRADE_LOCK = 0x6E65_7472_616C_6974
"""Advisory lock of PostgreSQL during an upgrade: any number that no other program uses ("netralit")."""


def ledger_url(home: Path, url: str = "") -> str:
    """Return the ledger's URL: the given one, else that of ``<home>/ledger.sqlite``."""
    return url or f"sqlite:///{home / 'ledger.sqlite'}"


def open_ledger(url: str) -> Engine:
    """Open the ledger; a new one is made at once, an older one must be upgraded first (``netralitas ledger upgrade``).

    A PostgreSQL URL may name no driver (``postgresql://…``): psycopg is used. Raises ``UsageError`` for a URL that
    cannot be or a ledger of another version, ``EnvironmentUnavailable`` when the database does not answer. Whoever
    opens the ledger disposes of it.
    """
    engine = open_for_upgrade(url)
    try:
        if schema_version(engine) is None:
            upgrade(engine)
        _require_newest(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def opened_ledger(home: Path, url: str = "", *, may_be_new: bool = False) -> Iterator[Engine]:
    """Open an installation's ledger for the length of a block; errors as in ``open_ledger``.

    In: ``url`` as its settings have it, empty for the one in ``home``; ``may_be_new``: a copy is about to be loaded.
    Raises ``EnvironmentUnavailable`` when the ledger is new beside an archive or audits that are not: then it is lost,
    and going on would forget every receipt and decision. Also whatever the database raises in the block.
    """
    place = ledger_url(home, url)
    if not may_be_new:
        _require_ledger_of(home, place)
    engine = open_ledger(place)
    try:
        with answering(engine):
            yield engine
    finally:
        engine.dispose()


def _require_ledger_of(home: Path, url: str) -> None:
    """Raise ``EnvironmentUnavailable`` when a home that was used has a ledger that was not."""
    if not any((home / "archive").glob("*")) and not any((home / "audits").glob("*/*/audit.json")):
        return
    engine = open_for_upgrade(url)
    try:
        if schema_version(engine) is None:
            place = engine.url.database if engine.dialect.name == "sqlite" else engine.url.render_as_string()
            raise EnvironmentUnavailable(both("ledger_lost", url=place, home=home))
    finally:
        engine.dispose()


def open_for_upgrade(url: str) -> Engine:
    """Open the ledger whatever its shape; errors as in ``open_ledger``."""
    try:
        return _engine(url)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as error:
        raise UsageError(both("ledger_url_wrong", error=error)) from error
    except OSError as error:
        raise EnvironmentUnavailable(both("ledger_unreachable", url=url, error=error)) from error


def upgrade(engine: Engine) -> tuple[str | None, str]:
    """Bring the ledger to the newest shape, in one transaction; return its shape before (None: new) and after.

    Raises ``UsageError`` for a ledger of a newer version, ``EnvironmentUnavailable`` when the database refuses.
    """
    with answering(engine), engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            # Of two processes that find a new database, one makes the tables and the other finds them made.
            connection.execute(select(func.pg_advisory_xact_lock(_UPGRADE_LOCK)))
        before = MigrationContext.configure(connection).get_current_revision()
        if before not in {None, *_known_versions()}:
            raise UsageError(both("ledger_newer", shape=before))
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return before, newest_schema_version()


def schema_version(engine: Engine) -> str | None:
    """Return the number of the last migration that made the ledger what it is; None for a new one."""
    with answering(engine), engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_outdated(engine: Engine) -> bool:
    """Tell whether an earlier version made the ledger; errors as in ``schema_version``."""
    return schema_version(engine) in _known_versions() - {newest_schema_version()}


def newest_schema_version() -> str:
    """Return the number of this version's last migration."""
    return str(_scripts().get_current_head())


def _require_newest(engine: Engine) -> None:
    found = schema_version(engine)
    if found != newest_schema_version():
        raise UsageError(both("ledger_outdated" if is_outdated(engine) else "ledger_newer", shape=found))


@contextmanager
def answering(engine: Engine) -> Iterator[None]:
    """Turn what the database raises in the block into ``EnvironmentUnavailable``: it does not answer, or refuses.

    The sentence says what to do: wait, mend the rights, restore a copy. What we wrote wrongly is our error as it is.
    """
    try:
        yield
    except IntegrityError:
        raise
    except SQLAlchemyError as error:
        raise EnvironmentUnavailable(_told(engine, error)) from error


def _told(engine: Engine, error: SQLAlchemyError) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else None
    name = getattr(cause, "sqlite_errorname", "")
    place = engine.url.database if engine.dialect.name == "sqlite" else engine.url.render_as_string()
    code = next((code for start, code in _SQLITE.items() if name.startswith(start)), "ledger_unreachable")
    return both(code, url=place, error=str(cause or error).splitlines()[0], seconds=_BUSY_SECONDS)


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.drivername in {"postgresql", "postgres"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args=_arguments(parsed.get_backend_name()))
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
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _known_versions() -> set[str]:
    return {script.revision for script in _scripts().walk_revisions()}
