"""Counters of the `limits` library in the home: of its own storages, those for one machine forget at a restart."""

import time

from limits.storage import Storage

from flows.access.store import AccessStore


class StoredCounts(Storage):
    """`limits`' counters in a table of the home."""

    STORAGE_SCHEME = ["netralitas-access"]  # noqa: RUF012 - as the library declares it

    def __init__(self, store: AccessStore) -> None:
        super().__init__()
        self._store = store

    @property
    def base_exceptions(self) -> type[Exception]:
        return OSError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Add to a counter, which begins anew when its time is over; return what it stands at."""
        now = time.time()
        with self._store.opened() as database:
            database.execute("begin immediate")
            database.execute("delete from counts where key = ? and ends < ?", [key, now])
            counted = "insert into counts values (?, ?, ?) on conflict (key) do update set count = count + ?"
            database.execute(counted, [key, amount, now + expiry, amount])
            return int(database.execute("select count from counts where key = ?", [key]).fetchone()[0])

    def get(self, key: str) -> int:
        """Return what a counter stands at."""
        return int(self._value(key, "count") or 0)

    def get_expiry(self, key: str) -> float:
        """Return when a counter begins anew, in seconds since 1970."""
        return float(self._value(key, "ends") or time.time())

    def check(self) -> bool:
        """Tell whether the table answers."""
        return self.get("") == 0

    def reset(self) -> int | None:
        """Forget every counter."""
        with self._store.opened() as database:
            return database.execute("delete from counts").rowcount

    def clear(self, key: str) -> None:
        """Forget one counter."""
        with self._store.opened() as database:
            database.execute("delete from counts where key = ?", [key])

    def clear_beginning(self, start: str) -> None:
        """Forget the counters whose key begins with a text without wildcards."""
        with self._store.opened() as database:
            database.execute("delete from counts where key like ?", [f"{start}%"])

    def _value(self, key: str, column: str) -> float | None:
        with self._store.opened() as database:
            asked = f"select {column} from counts where key = ? and ends >= ?"  # noqa: S608 - one of two fixed words
            row = database.execute(asked, [key, time.time()]).fetchone()
        return None if row is None else float(row[0])
