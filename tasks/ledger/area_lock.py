"""One audit of a regency at a time: audits whose areas overlap never interleave.

A regency is locked as a whole, also for an audit of one of its districts or villages. The lock is a file in the
installation's home; with a ledger in PostgreSQL also an advisory lock there, for machines that share the ledger and
not the home. Both are freed by the operating system or the database when the process that holds them dies.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, sleep

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, NullPool, create_engine, func, select
from sqlalchemy import text as statement

from data.errors import EnvironmentUnavailable
from data.reference import limit
from data.register import area, regencies_in
from data.sentences import both, text
from tasks.ledger.engine import answering

_AUDIT_LOCK = 0x6175_6469
"""First half of an advisory lock's key ("audi"); the second is the regency's code without its dot."""

_PAUSE_SECONDS = 0.5

_NOTICE_LOST_MACHINES = "SET tcp_keepalives_idle = 60; SET tcp_keepalives_interval = 15; SET tcp_keepalives_count = 4"
"""Lets the database free the lock of a machine without power after two minutes instead of hours."""


@contextmanager
def held(
    home: Path,
    area_code: str,
    engine: Engine,
    tell: Callable[[str], None],
    language: str = "id",
    seconds: float | None = None,
) -> Iterator[None]:
    """Hold the lock of the regency in which an area lies, while the block runs.

    In: the code of a regency, district or village (a province is audited one regency at a time); ``tell`` gets one
    sentence in ``language`` if the lock must be waited for; ``seconds``: how long to wait at most (None:
    ``lock_wait_seconds`` of ``limits.csv``). Raises ``EnvironmentUnavailable`` after that time, or when the lock can't
    be made.
    """
    (regency,) = regencies_in(area_code)
    name = f"{area(regency).name} ({regency})"
    patience = limit("lock_wait_seconds") if seconds is None else seconds
    with ExitStack() as releases:
        attempts = [partial(_try_file, _lock_file(home, regency), releases)]
        if engine.dialect.name == "postgresql":
            session = releases.enter_context(_session(engine))
            attempts.append(partial(_try_database, session, regency))
        try:
            _take(attempts, patience, partial(tell, text("audit_waits", language, area=name)))
        except TimeoutError as error:
            raise EnvironmentUnavailable(
                both("audit_waited_too_long", area=name, minutes=round(patience / 60))
            ) from error
        yield


def _take(attempts: Iterable[Callable[[], bool]], seconds: float, tell: Callable[[], None]) -> None:
    """Take one lock after the other; tell once when one is taken already, and try again until the time is up."""
    end = monotonic() + seconds
    told = False
    for attempt in attempts:
        while not attempt():
            if not told:
                tell()
                told = True
            if monotonic() >= end:
                raise TimeoutError
            sleep(_PAUSE_SECONDS)


def _lock_file(home: Path, regency: str) -> Path:
    path = home / "locks" / f"{regency}.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentUnavailable(both("folder_unwritable", folder=path.parent, reason=error)) from error
    return path


def _try_file(path: Path, releases: ExitStack) -> bool:
    lock = FileLock(path)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return False
    except OSError as error:
        raise EnvironmentUnavailable(both("folder_unwritable", folder=path.parent, reason=error)) from error
    releases.callback(lock.release)
    return True


@contextmanager
def _session(engine: Engine) -> Iterator[Connection]:
    """Give a connection of our own: ending it, in whatever way, frees its locks."""
    unpooled = create_engine(engine.url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with answering(engine):
        session = unpooled.connect()
    with session:
        with answering(engine):
            session.execute(statement(_NOTICE_LOST_MACHINES))
        yield session


def _try_database(session: Connection, regency: str) -> bool:
    number = int(regency.replace(".", ""))
    with answering(session.engine):
        return bool(session.execute(select(func.pg_try_advisory_lock(_AUDIT_LOCK, number))).scalar_one())
