"""A full or locked database is waited for here: who pressed *Run* is not told that SQLite has one writer at a time.

A request to start a run is sent again while Prefect answers that its database was busy; its key (``equal_runs``) makes
it one run, however often it is sent.
"""

import asyncio
import re

from starlette.status import HTTP_503_SERVICE_UNAVAILABLE
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.access.bodies import replay, whole_body

_START = re.compile(r"/api/deployments/[^/]+/create_flow_run")
_WAITS = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2)


class BusyDatabase:
    """ASGI middleware right before Prefect's application; bodies were read and bounded before."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST" or not _START.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
            return
        body = await whole_body(receive)
        for wait in _WAITS:
            if await self._is_answered(scope, replay(body, receive), send):
                return
            await asyncio.sleep(wait)
        await self._app(scope, replay(body, receive), send)

    async def _is_answered(self, scope: Scope, receive: Receive, send: Send) -> bool:
        busy = False

        async def send_unless_busy(message: Message) -> None:
            nonlocal busy
            if message["type"] == "http.response.start":
                busy = message["status"] == HTTP_503_SERVICE_UNAVAILABLE
            if not busy:
                await send(message)

        try:
            await self._app(dict(scope), receive, send_unless_busy)
        except Exception:
            if not busy:  # Starlette answers 503 first and then raises what it answered for
                raise
        return not busy
