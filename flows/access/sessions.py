"""Who is logged in: a random id in a signed cookie; what it stands for, and until when, only the server knows."""

import secrets
import time
from collections.abc import Mapping

from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from data.reference import limit
from flows.access.accounts import Account
from flows.access.store import AccessStore, secret_digest

COOKIE = "netralitas_sesi"
_ID = "id"
_ID_BYTES = 24
_SECONDS_AN_HOUR = 3600


def session_seconds() -> int:
    """Return how long a session lasts."""
    return int(limit("session_hours") * _SECONDS_AN_HOUR)


class Sessions:
    """The sessions of a home: begun at log-in, ended by log-out, by time, and with the account or its password."""

    def __init__(self, store: AccessStore) -> None:
        self._store = store

    def begin(self, connection: HTTPConnection, account: Account) -> None:
        """Begin a session for whoever has just proven to be an account, and let the answer's cookie hold its id."""
        fresh = secrets.token_urlsafe(_ID_BYTES)
        with self._store.opened() as database:
            row = [secret_digest(fresh), account.name, secret_digest(account.password), time.time() + session_seconds()]
            database.execute("insert into sessions values (?, ?, ?, ?)", row)
        connection.session.clear()
        connection.session[_ID] = fresh

    def account(self, connection: HTTPConnection, accounts: Mapping[str, Account]) -> Account | None:
        """Return whose session a request belongs to; None for one that is over, or of an account that has changed."""
        known = connection.session.get(_ID)
        if not isinstance(known, str):
            return None
        with self._store.opened() as database:
            asked = "select account, password from sessions where id = ? and ends > ?"
            row = database.execute(asked, [secret_digest(known), time.time()]).fetchone()
        if row is None:
            return None
        account = accounts.get(row[0])
        return account if account is not None and secret_digest(account.password) == row[1] else None

    def end(self, connection: HTTPConnection) -> None:
        """End a request's session for every copy of its cookie."""
        known = connection.session.pop(_ID, "")
        with self._store.opened() as database:
            database.execute("delete from sessions where id = ?", [secret_digest(str(known))])


class SessionCookie:
    """ASGI middleware: Starlette's sessions, whose cookie is for encrypted connections alone when it came over one."""

    def __init__(self, app: ASGIApp, key: bytes) -> None:
        self._plain = _middleware(app, key, encrypted=False)
        self._encrypted = _middleware(app, key, encrypted=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        chosen = self._encrypted if scope.get("scheme") in {"https", "wss"} else self._plain
        await chosen(scope, receive, send)


def _middleware(app: ASGIApp, key: bytes, *, encrypted: bool) -> SessionMiddleware:
    return SessionMiddleware(
        app, f"session {key.hex()}", COOKIE, session_seconds(), same_site="lax", https_only=encrypted
    )
