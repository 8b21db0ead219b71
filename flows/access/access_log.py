"""Who ran, decided, downloaded, came in or was refused: JSON lines in ``<home>/logs/access.log``.

A line has time, account, roles, address, action, method, path and status; never a query, a body or a password. The
path of what was refused is its template, because anybody may write anything into a path. What is logged is written
twice: before it is done, with the status "asked", and with the status of the answer.
What strangers can cause is bounded: one line a minute for an address and action, some for all addresses together, and
no name that is no account's. A full file is put aside under a number; none is deleted.
"""

import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.authentication import BaseUser
from starlette.requests import HTTPConnection

from data.reference import limit

ASKED = "asked"


class AccessLog:
    """The access log of a home."""

    def __init__(self, home: Path) -> None:
        self._path = home / "logs" / "access.log"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._strangers = FixedWindowRateLimiter(MemoryStorage())

    def write(
        self, connection: HTTPConnection, account: BaseUser | str, action: str, path: str, status: int | str
    ) -> None:
        """Append one line. An ``OSError`` goes to the caller: what cannot be logged is not to happen."""
        name = account if isinstance(account, str) else account.display_name
        address = connection.client.host if connection.client else ""
        if not name and not self._may_tell_of_stranger(action, address):
            return
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "account": name,
            "roles": sorted(connection.auth.scopes) if "auth" in connection.scope else [],
            "address": address,
            "action": action,
            "method": connection.scope.get("method", "WS"),
            "path": path,
            "status": status,
        }
        self._make_room()
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as lines:
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")

    def _may_tell_of_stranger(self, action: str, address: str) -> bool:
        own, all_of_them = RateLimitItemPerMinute(1), RateLimitItemPerMinute(int(limit("stranger_lines_minute")))
        return self._strangers.hit(own, action, address) and self._strangers.hit(all_of_them, "strangers")

    def _make_room(self) -> None:
        if self._path.exists() and self._path.stat().st_size >= limit("access_log_bytes"):
            self._path.rename(self._path.with_name(f"access-{time.time_ns()}.log"))
