"""Browsers that an account logged in with before: a signed cookie, so that strangers' guesses don't lock them out."""

import secrets

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import HTTPConnection
from starlette.responses import Response

from data.reference import limit
from flows.access.accounts import Account
from flows.access.store import secret_digest

COOKIE = "netralitas_perangkat"
_SECONDS_A_DAY = 86_400
_MARK_BYTES = 12


class Devices:
    """Tells and remembers known browsers; a new password makes every browser a stranger."""

    def __init__(self, key: bytes) -> None:
        self._serializer = URLSafeTimedSerializer(key, salt="known device")

    def mark(self, connection: HTTPConnection, account: Account | None) -> str:
        """Return the mark of a browser that knows the account; empty for any other."""
        if account is None:
            return ""
        try:
            name, password, mark = self._serializer.loads(connection.cookies.get(COOKIE, ""), max_age=_seconds())
        except (BadSignature, ValueError):
            return ""
        return str(mark) if (name, password) == (account.name, secret_digest(account.password)) else ""

    def remember(self, connection: HTTPConnection, response: Response, account: Account) -> None:
        """Let an answer's cookie mark the browser as one that the account logged in with."""
        content = [account.name, secret_digest(account.password), secrets.token_hex(_MARK_BYTES)]
        response.set_cookie(
            COOKIE,
            str(self._serializer.dumps(content)),
            max_age=_seconds(),
            httponly=True,
            samesite="lax",
            secure=connection.url.scheme == "https",
        )


def _seconds() -> int:
    return int(limit("known_device_days")) * _SECONDS_A_DAY
