"""Who is logged in: a signed cookie that ends after some hours, with the account, or when its password changes."""

import hmac
import time
from collections.abc import Mapping

from data.reference import limit
from flows.access.accounts import Account
from flows.access.keys import signature

COOKIE = "netralitas_sesi"
_SECONDS_AN_HOUR = 3600


def session_seconds() -> int:
    """Return how long a session lasts."""
    return int(limit("session_hours") * _SECONDS_AN_HOUR)


def new_session(key: bytes, account: Account) -> str:
    """Return the cookie's value for somebody who has just logged in."""
    ends = str(int(time.time()) + session_seconds())
    return f"{account.name}:{ends}:{_sign(key, account, ends)}"


def session_account(key: bytes, value: str, accounts: Mapping[str, Account]) -> Account | None:
    """Return whose session a cookie is; None for one that is forged, over, or of an account that has changed."""
    name, _, rest = value.partition(":")
    ends, _, signed = rest.partition(":")
    account = accounts.get(name)
    if account is None or not ends.isdecimal() or int(ends) < time.time():
        return None
    return account if hmac.compare_digest(signed.encode(), _sign(key, account, ends).encode()) else None


def _sign(key: bytes, account: Account, ends: str) -> str:
    return signature(key, "session", account.name, account.role, account.password, ends)
