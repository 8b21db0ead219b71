"""Entering without accounts: a key in the address that the terminal prints, good for one browser, once."""

import secrets

from flows.access.accounts import LOCAL_PERSON_NAME, Account, Role
from flows.access.store import AccessStore, secret_digest

LOCAL_PERSON = Account(LOCAL_PERSON_NAME, Role.INSPECTOR, "")
"""The person at the machine of an installation without accounts."""

ENTRY = "/masuk/kunci"
_KEY_BYTES = 24


class EntryKeys:
    """The keys of a home that were printed and not used yet."""

    def __init__(self, store: AccessStore) -> None:
        self._store = store

    def new(self) -> str:
        """Return a fresh key; keys printed before are good no longer."""
        key = secrets.token_urlsafe(_KEY_BYTES)
        with self._store.opened() as database:
            database.execute("delete from entry_keys")
            database.execute("insert into entry_keys values (?)", [secret_digest(key)])
        return key

    def use(self, key: str) -> bool:
        """Use a key up; tell whether it was good."""
        with self._store.opened() as database:
            return database.execute("delete from entry_keys where id = ?", [secret_digest(key)]).rowcount == 1


def entry_address(url: str, key: str) -> str:
    """Return the address to print; ``url`` is that of the server's first page."""
    return f"{url}{ENTRY}/{key}"
