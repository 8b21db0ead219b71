"""Who is asking: Basic for machines, a signed cookie for people, or the person at an open machine without accounts."""

import asyncio
import base64
import binascii
import hmac
import time
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path

from starlette.authentication import (
    AuthCredentials,
    AuthenticationBackend,
    AuthenticationError,
    SimpleUser,
)
from starlette.requests import HTTPConnection

from flows.access.accounts import Account, AccountsFile, Role
from flows.access.keys import LOCAL_MACHINE, machine_password, server_key, signature
from flows.access.login_throttle import Attempts
from flows.access.passwords import hash_password, verify_password
from flows.access.sessions import COOKIE, session_account

LOCAL_PERSON = "setempat"
_REMEMBER_SECONDS = 300.0
_CHECKS_AT_ONCE = 2
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")

Identity = tuple[AuthCredentials, SimpleUser]


class TooManyAttempts(AuthenticationError):
    """Too many wrong passwords of late for this account or from this address."""


class AuthBackend(AuthenticationBackend):
    """Tells who is asking. ``open_to_local``: bound to loopback and started without any account."""

    def __init__(self, home: Path, *, open_to_local: bool) -> None:
        self.key = server_key(home)
        self._file = AccountsFile(home)
        self._open = open_to_local
        self._attempts = Attempts()
        self._checks = asyncio.Semaphore(_CHECKS_AT_ONCE)  # one check needs 16 MiB and a fifth of a second
        self._unknown = hash_password("nobody has this password")
        self._right_of_late: dict[str, float] = {}
        self._under_way: dict[str, asyncio.Task[bool]] = {}

    @property
    def accounts(self) -> Mapping[str, Account]:
        """The accounts as they stand in the file now."""
        return self._file.accounts()

    async def authenticate(self, conn: HTTPConnection) -> Identity | None:
        """Return roles and name of who is asking, None for nobody. Raises ``AuthenticationError`` if the password
        is wrong.
        """
        header = conn.headers.get("authorization")
        if header is not None:
            name, password = _basic(header)
            return await self.identify(name, password, _address(conn))
        session = session_account(self.key, conn.cookies.get(COOKIE, ""), self.accounts)
        if session is not None:
            return _identity(session)
        if self._open and not self.accounts and _from_here(conn):
            return AuthCredentials([Role.INSPECTOR, Role.MACHINE]), SimpleUser(LOCAL_PERSON)
        return None

    async def identify(self, name: str, password: str, address: str) -> Identity:
        """Return roles and name for a name and password. Raises ``AuthenticationError`` if they are wrong."""
        if name == LOCAL_MACHINE and hmac.compare_digest(password.encode(), machine_password(self.key).encode()):
            return AuthCredentials([Role.MACHINE]), SimpleUser(LOCAL_MACHINE)
        account = self.accounts.get(name)
        proof = signature(self.key, "proof", name, password, account.password if account else "")
        if account is not None and self._right_of_late.get(proof, 0.0) > time.monotonic():
            return _identity(account)
        check = self._under_way.get(proof)
        if check is None:
            if not self._attempts.allowed(name, address):
                raise TooManyAttempts(name)
            self._attempts.failed(name, address)
            check = asyncio.create_task(self._check(account, name, password, address, proof))
            self._under_way[proof] = check
            check.add_done_callback(lambda _: self._under_way.pop(proof, None))
        # the same password for the same account, asked again meanwhile, is one try: a browser asks for much at once
        right = await asyncio.shield(check)
        if account is None or not right:
            raise AuthenticationError(name if account else "")
        return _identity(account)

    async def _check(self, account: Account | None, name: str, password: str, address: str, proof: str) -> bool:
        """Tell whether a password is right; one that is, is remembered for a while."""
        stored = account.password if account else self._unknown  # an unknown name takes as long as a known one
        async with self._checks:
            right = await asyncio.to_thread(verify_password, password, stored)
        if account is None or not right:
            return False
        self._attempts.succeeded(name, address)
        now = time.monotonic()
        self._right_of_late = {known: until for known, until in self._right_of_late.items() if until > now}
        self._right_of_late[proof] = now + _REMEMBER_SECONDS
        return True


def _identity(account: Account) -> Identity:
    return AuthCredentials([account.role]), SimpleUser(account.name)


def _basic(header: str) -> tuple[str, str]:
    scheme, _, token = header.partition(" ")
    try:
        text = base64.b64decode(token, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise AuthenticationError("") from error
    name, colon, password = text.partition(":")
    if scheme.lower() != "basic" or not colon:
        raise AuthenticationError("")
    return name, password


def _address(conn: HTTPConnection) -> str:
    return conn.client.host if conn.client else ""


def _from_here(conn: HTTPConnection) -> bool:
    """Tell whether a request was sent on this machine itself and was not passed on by a proxy."""
    if conn.client is None or any(name in conn.headers for name in _FORWARDED):
        return False
    return ip_address(conn.client.host).is_loopback
