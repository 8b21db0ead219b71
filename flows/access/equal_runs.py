"""A second click on *Run* gets the run of the first: one audit of an area and month at a time waits or works.

A run joins one that was started with the same parameters and has not ended, where ``deployments.csv`` says so; what a
person decides is never joined. The key that makes two requests one run is Prefect's own idempotency key.
"""

import asyncio
import json
import re
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import uuid4

import httpx
from starlette.types import ASGIApp, Receive, Scope, Send

from data.reference import load
from data.service import Deployment
from flows.access.accounts import LOCAL_ROLE
from flows.access.bodies import replay, whole_body

_START = re.compile(r"/api/deployments/([0-9a-f-]{36})/create_flow_run")
_UNFINISHED = ["SCHEDULED", "PENDING", "RUNNING"]


class EqualRuns:
    """ASGI middleware in front of Prefect's application; bodies were read and bounded before."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._one_at_a_time = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = _START.fullmatch(scope["path"]) if scope["type"] == "http" and scope["method"] == "POST" else None
        if not started:
            await self._app(scope, receive, send)
            return
        body = await whole_body(receive)
        async with self._one_at_a_time:  # of two clicks at once the second sees the first
            body = await self._with_key(started[1], body, joins=LOCAL_ROLE not in scope["auth"].scopes)
            length = (b"content-length", str(len(body)).encode())
            scope["headers"] = [*(entry for entry in scope["headers"] if entry[0] != length[0]), length]
            await self._app(scope, replay(body, receive), send)

    async def _with_key(self, deployment: str, body: bytes, *, joins: bool) -> bytes:
        """Give a request its key; a process of ours executes the run that it starts, and so joins none."""
        try:
            told = json.loads(body or b"{}")
        except ValueError:
            return body
        if isinstance(told, dict) and not told.get("idempotency_key"):
            equal = await self._key_of_equal(deployment, told) if joins else None
            told["idempotency_key"] = equal or str(uuid4())
        return json.dumps(told).encode()

    async def _key_of_equal(self, deployment: str, told: dict[str, Any]) -> str | None:
        """Return the key of a run that was started with the same parameters and has not ended."""
        known = await self._ask("GET", f"/api/deployments/{deployment}")
        if not isinstance(known, dict) or known.get("name") not in _joining() or _is_for_later(told):
            return None
        asked = {
            "deployments": {"id": {"any_": [deployment]}},
            "flow_runs": {"state": {"type": {"any_": _UNFINISHED}}},
        }
        for run in await self._ask("POST", "/api/flow_runs/filter", asked) or []:
            if _filled(run["parameters"]) == _filled(told.get("parameters")) and _is_due(run):
                return str(run["idempotency_key"]) if run["idempotency_key"] else None
        return None

    async def _ask(self, method: str, path: str, body: object = None) -> Any:
        """Return what the application answers to the installation itself; nothing where it refuses."""
        inside = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=inside, base_url="http://inside") as client:
            reply = await client.request(method, path, json=body)
        return json.loads(reply.content) if reply.is_success else None


@cache
def _joining() -> frozenset[str]:
    return frozenset(plan.name for plan in load("deployments", Deployment) if plan.joins_equal)


def _filled(parameters: object) -> dict[str, object]:
    """Return the parameters that say something: an empty one is as good as none."""
    return {name: value for name, value in parameters.items() if value} if isinstance(parameters, dict) else {}


def _is_for_later(told: dict[str, Any]) -> bool:
    details = (told.get("state") or {}).get("state_details") or {}
    return bool(details.get("scheduled_time"))


def _is_due(run: dict[str, Any]) -> bool:
    """Tell whether a run has its turn now; one of the calendar's may be weeks away."""
    expected = run.get("expected_start_time")
    return not expected or datetime.fromisoformat(expected) <= datetime.now(UTC)
