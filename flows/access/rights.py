"""Which role may send which request: ``access_rights.csv`` names every one by method and path; all else is denied.

The one exception is Prefect's user interface, whose static files have no list: whoever may read gets what lies outside
``/api``. Websockets stand there with the method ``WS``.
"""

import re
from dataclasses import dataclass
from functools import cache

from starlette.routing import compile_path

from data.reference import load
from data.service import AccessRight
from flows.access.accounts import Role

ANYONE = "anyone"
_API = "/api"
_READERS = frozenset({Role.AUDITOR.value, Role.INSPECTOR.value})


@dataclass(frozen=True)
class Right:
    """Who may do it (role names, or ``anyone``), the action for the access log, and the path's template."""

    roles: frozenset[str]
    action: str
    path: str


_INTERFACE = Right(_READERS, "", "(ui)")
_NOBODY = Right(frozenset(), "", "(unknown)")


def right_for(method: str, path: str) -> Right:
    """Return the right that a request needs. Where several templates fit a path, all of them must allow it."""
    asked = "GET" if method == "HEAD" and not _is_api(path) else method
    fitting = [right for of, pattern, right in _rights() if of == asked and pattern.match(path)]
    if fitting:
        return Right(frozenset.intersection(*(right.roles for right in fitting)), fitting[0].action, fitting[0].path)
    return _INTERFACE if asked == "GET" and not _is_api(path) else _NOBODY


def _is_api(path: str) -> bool:
    return path == _API or path.startswith(f"{_API}/")


@cache
def _rights() -> list[tuple[str, re.Pattern[str], Right]]:
    return [
        (
            row.method,
            compile_path(row.path)[0],
            Right(frozenset(row.roles), row.action, row.path),
        )
        for row in load("access_rights", AccessRight)
    ]
