"""Who ran, decided, downloaded, came in or was refused: JSON lines in ``<home>/logs/access.log``.

A line has time, account, roles, address, action, method, path and status; never a query, a body or a password. The
path of what was refused is its template, because anybody may write anything into a path.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from starlette.authentication import BaseUser
from starlette.requests import HTTPConnection


class AccessLog:
    """The access log of a home; each line is opened and appended for itself, so that the file may be rotated."""

    def __init__(self, home: Path) -> None:
        self._path = home / "logs" / "access.log"
        self._path.parent.mkdir(parents=True, exist_ok=True)

    def write(self, connection: HTTPConnection, account: BaseUser | str, action: str, path: str, status: int) -> None:
        """Append one line. An ``OSError`` goes to the caller: what cannot be logged is not to happen."""
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "account": account if isinstance(account, str) else account.display_name,
            "roles": sorted(connection.auth.scopes) if "auth" in connection.scope else [],
            "address": connection.client.host if connection.client else "",
            "action": action,
            "method": connection.scope.get("method", "WS"),
            "path": path,
            "status": status,
        }
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        with os.fdopen(handle, "w", encoding="utf-8") as lines:
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")
