"""The accounts of an installation: ``<home>/accounts.csv`` with name, role and password hash, readable by its owner."""

import csv
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from enum import StrEnum
from pathlib import Path

from data.errors import EnvironmentUnavailable, UsageError
from data.reference import limit
from data.sentences import both
from flows.access.keys import LOCAL_MACHINE
from flows.access.passwords import hash_password

LOCAL_PERSON_NAME = "setempat"
"""The person at the machine of an installation without accounts; no account can have that name."""

_COLUMNS = ("name", "role", "password")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


LOCAL_ROLE = "mesin-lokal"
"""What the installation's own processes may; no account has this role, and a worker on another machine may less."""


class Role(StrEnum):
    """What an account is for: reading and downloading; also running and deciding; the API of a worker."""

    AUDITOR = "auditor"
    INSPECTOR = "inspektur"
    MACHINE = "mesin"


@dataclass(frozen=True)
class Account:
    """One account; ``password`` is a hash of ``flows/access/passwords.py``."""

    name: str
    role: Role
    password: str


class AccountsFile:
    """The accounts file of a home, read again whenever it has changed."""

    def __init__(self, home: Path) -> None:
        self._path = home / "accounts.csv"
        self._state: tuple[int, ...] | None = None
        self._accounts: dict[str, Account] = {}

    def accounts(self) -> Mapping[str, Account]:
        """Return the accounts by name; none where there is no file. Raises ``UsageError`` when it is damaged."""
        try:
            status = self._path.stat()
        except FileNotFoundError:
            self._state, self._accounts = None, {}
            return self._accounts
        state = (status.st_mtime_ns, status.st_size, status.st_ino)
        if state != self._state:
            self._accounts = self._read()
            self._state = state
        return self._accounts

    def add(self, name: str, role: Role, password: str) -> None:
        """Add an account. Raises ``UsageError`` for a name that is taken or cannot be, or a short password."""
        if not _NAME.fullmatch(name) or name in {LOCAL_MACHINE, LOCAL_PERSON_NAME}:
            raise UsageError(both("wrong_account_name", value=name))
        if name in self.accounts():
            raise UsageError(both("account_exists", value=name))
        if len(password) < limit("password_characters"):
            raise UsageError(both("short_password", characters=int(limit("password_characters"))))
        self._write([*self.accounts().values(), Account(name, role, hash_password(password))])

    def remove(self, name: str) -> None:
        """Remove an account. Raises ``UsageError`` when there is none of that name."""
        if name not in self.accounts():
            raise UsageError(both("no_account", value=name))
        self._write(account for account in self.accounts().values() if account.name != name)

    def _read(self) -> dict[str, Account]:
        try:
            with self._path.open(encoding="utf-8", newline="") as lines:
                rows = [Account(row["name"], Role(row["role"]), row["password"]) for row in csv.DictReader(lines)]
        except (KeyError, ValueError) as error:
            raise UsageError(both("wrong_accounts", file=self._path)) from error
        return {account.name: account for account in rows}

    def _write(self, accounts: Iterable[Account]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(prefix=".accounts-", dir=self._path.parent)  # mode 0600
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as lines:
                writer = csv.writer(lines, lineterminator="\n")
                writer.writerow(_COLUMNS)
                writer.writerows(sorted(map(astuple, accounts)))
            Path(draft).replace(self._path)
        except OSError as error:
            raise EnvironmentUnavailable(both("broken_home", folder=self._path.parent, error=error)) from error
