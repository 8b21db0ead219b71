"""Who is asking: Basic for machines, a session for people."""

import asyncio
import base64
import binascii
import hmac
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from starlette.authentication import (
    AuthCredentials,
    AuthenticationBackend,
    AuthenticationError,
    SimpleUser,
)
from starlette.requests import HTTPConnection

from data.reference import limit
from flows.access.accounts import LOCAL_ROLE, Account, AccountsFile
from flows.access.devices import Devices
from flows.access.entry import LOCAL_PERSON, EntryKeys
from flows.access.keys import LOCAL_MACHINE, is_machine_password, server_key, signature
from flows.access.login_throttle import LoginThrottle
from flows.access.passwords import hash_password, verify_password
from flows.access.sessions import Sessions
from flows.access.store import AccessStore

_REMEMBER_SECONDS = 300.0
_CHECKS_AT_ONCE = 2


class KnownUser(SimpleUser):
    """Somebody who has proven who he is; ``is_still_known`` tells whether the proof holds now, for long connections."""

    def __init__(self, name: str, is_still_known: Callable[[], bool]) -> None:
        super().__init__(name)
        self.is_still_known = is_still_known


Identity = tuple[AuthCredentials, KnownUser]


class TooManyAttempts(AuthenticationError):
    """Too many wrong passwords of late for this account from this place, or too many at once."""


class AuthBackend(AuthenticationBackend):
    """Tells who is asking.

    ``open_to_local``: started without any account, so that whoever has the entry key from the terminal is the person
    at this machine. ``served_with``: name and password that the server shares with the processes beside it.
    """

    def __init__(self, home: Path, *, open_to_local: bool, served_with: str = "") -> None:
        self.key = server_key(home)
        store = AccessStore(home)
        self.sessions, self.devices, self.entry_keys = Sessions(store), Devices(self.key), EntryKeys(store)
        self._file = AccountsFile(home)
        self._open = open_to_local
        self._served_with = served_with
        self._throttle = LoginThrottle(store)
        self._checks = asyncio.Semaphore(_CHECKS_AT_ONCE)  # one check needs 16 MiB and a fifth of a second
        self._waiting: Counter[str] = Counter()
        self._right_of_late: dict[str, float] = {}
        self._under_way: dict[str, asyncio.Task[bool]] = {}

    @property
    def accounts(self) -> Mapping[str, Account]:
        """The accounts as they stand in the file now; that of the person at an open machine where there are none."""
        accounts = self._file.accounts()
        return {LOCAL_PERSON.name: LOCAL_PERSON} if self._open and not accounts else accounts

    async def authenticate(self, conn: HTTPConnection) -> Identity | None:
        """Return roles and name of who is asking, None for nobody. Raises ``AuthenticationError`` if the password
        is wrong.
        """
        header = conn.headers.get("authorization")
        if header is not None:
            name, password = _basic(header)
            return await self.identify(name, password, conn)
        account = self.sessions.account(conn, self.accounts)
        if account is None:
            return None
        return _identity(account, lambda: self.sessions.account(conn, self.accounts) == account)

    async def identify(self, name: str, password: str, conn: HTTPConnection) -> Identity:
        """Return roles and name for a name and password. Raises ``AuthenticationError`` if they are wrong; it bears
        the name only where there is such an account.
        """
        if name == LOCAL_MACHINE and self._is_own(password):
            return AuthCredentials([LOCAL_ROLE]), KnownUser(LOCAL_MACHINE, lambda: True)
        account = self._file.accounts().get(name)
        address = conn.client.host if conn.client else ""
        # what is remembered is remembered for its address: else guessing against it would cost nothing
        proof = signature(self.key, "proof", name, password, account.password if account else "", address)
        if account is None or not self._is_remembered(proof, name, address):
            check = self._under_way.get(proof) or self._begin_check(account, name, password, conn, proof)
            # the same password for the same account, asked again meanwhile, is one try: a browser asks for much at once
            right = await asyncio.shield(check)
            if account is None or not right:
                raise AuthenticationError(name if account else "")
        return _identity(account, lambda: self._file.accounts().get(name) == account)

    def _is_own(self, password: str) -> bool:
        own = self._served_with.partition(":")[2]
        shared = bool(own) and hmac.compare_digest(password.encode(), own.encode())
        return shared or is_machine_password(self.key, password)

    def _is_remembered(self, proof: str, name: str, address: str) -> bool:
        now = time.monotonic()
        if self._right_of_late.get(proof, 0.0) <= now or self._throttle.is_closed(name, address):
            return False
        self._right_of_late[proof] = now + _REMEMBER_SECONDS
        return True

    def _begin_check(
        self, account: Account | None, name: str, password: str, conn: HTTPConnection, proof: str
    ) -> asyncio.Task[bool]:
        address, device = conn.client.host if conn.client else "", self.devices.mark(conn, account)
        told = name if account else ""
        # a flood from one address waits in its own short queue, not in everybody's
        if self._waiting[address] >= limit("password_checks_address"):
            raise TooManyAttempts(told)
        if not self._throttle.allow(name, address, device):
            raise TooManyAttempts(told)
        self._waiting[address] += 1

        async def check() -> bool:
            try:
                return await self._check(account, password, proof)
            finally:
                self._waiting[address] -= 1
                if not self._waiting[address]:
                    del self._waiting[address]

        def finish(task: asyncio.Task[bool]) -> None:
            self._under_way.pop(proof, None)
            if not task.cancelled() and task.exception() is None and task.result():
                self._throttle.succeeded(name, address, device)

        begun = asyncio.create_task(check())
        self._under_way[proof] = begun
        begun.add_done_callback(finish)
        return begun

    async def _check(self, account: Account | None, password: str, proof: str) -> bool:
        """Tell whether a password is right; one that is, is remembered for a while."""
        stored = account.password if account else _unknown()  # an unknown name takes as long as a known one
        async with self._checks:
            right = await asyncio.to_thread(verify_password, password, stored)
        if account is None or not right:
            return False
        now = time.monotonic()
        self._right_of_late = {known: until for known, until in self._right_of_late.items() if until > now}
        self._right_of_late[proof] = now + _REMEMBER_SECONDS
        return True


def _identity(account: Account, is_still_known: Callable[[], bool]) -> Identity:
    return AuthCredentials([account.role]), KnownUser(account.name, is_still_known)


@cache
def _unknown() -> str:
    return hash_password("nobody has this password")


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
