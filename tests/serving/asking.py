"""Asking an ASGI application without a server."""

import asyncio
import base64
from typing import Any

import httpx
from starlette.types import ASGIApp

HOST = "audit.example"
PASSWORD = "kuda baterai staples"  # noqa: S105  # pragma: allowlist secret - of accounts that a test makes


def basic(name: str, password: str) -> dict[str, str]:
    """Return the header by which a machine says who it is."""
    return {"authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


class Asker:
    """Sends requests to an application; keeps cookies as a browser does. ``address``: where it seems to sit."""

    def __init__(
        self, app: ASGIApp, headers: dict[str, str] | None = None, host: str = HOST, address: str = "192.0.2.7"
    ) -> None:
        self.app = app
        self._transport = httpx.ASGITransport(app, client=(address, 4000))
        self._base = f"http://{host}"
        self._headers = headers or {}
        self.cookies = httpx.Cookies()

    def get(self, path: str, **options: Any) -> httpx.Response:
        """Send a GET."""
        return self.ask("GET", path, **options)

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Send any request; ``options`` are httpx's."""
        return asyncio.run(self._ask(method, path, options))

    async def _ask(self, method: str, path: str, options: dict[str, Any]) -> httpx.Response:
        async with httpx.AsyncClient(
            transport=self._transport, base_url=self._base, headers=self._headers, cookies=self.cookies
        ) as client:
            reply = await client.request(method, path, **options)
            self.cookies = client.cookies
            return reply
