"""The server's process: Prefect's own application and the download page on one port, behind one gate."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount, Route

from flows.access.access_log import AccessLog
from flows.access.authentication import AuthBackend
from flows.access.gate import Gate, wrong_password
from flows.access.headers import SecurityHeaders
from flows.access.login import login_routes
from flows.child_process import end_with_parent
from flows.downloads.routes import download_routes
from flows.pages.rendering import STYLE, style

if TYPE_CHECKING:
    from fastapi import FastAPI

_LOCAL_NAMES = ["localhost", "127.0.0.1", "[::1]"]
_LAST_REQUESTS_SECONDS = 5


def create_server_app(prefect_app: "FastAPI", home: Path, *, open_to_local: bool) -> Starlette:
    """Return the ASGI application around Prefect's.

    ``open_to_local``: there is no account and the server is bound to loopback, so that the person at this machine may
    do everything; requests that name another host are refused then, lest a foreign page gets in by a name of its own.
    """
    auth_backend, log = AuthBackend(home, open_to_local=open_to_local), AccessLog(home)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with prefect_app.router.lifespan_context(prefect_app):
            yield

    return Starlette(
        routes=[
            *login_routes(auth_backend, log),
            Route(STYLE, style),
            *download_routes(home / "audits"),
            Mount("/", prefect_app),
        ],
        middleware=[
            Middleware(SecurityHeaders),
            *([Middleware(TrustedHostMiddleware, allowed_hosts=_LOCAL_NAMES)] if open_to_local else []),
            Middleware(AuthenticationMiddleware, backend=auth_backend, on_error=partial(wrong_password, log=log)),
            Middleware(Gate, auth_backend=auth_backend, log=log),
        ],
        lifespan=lifespan,
    )


def main(host: str, port: int, home: Path, open_to_local: bool = False) -> None:
    """Serve until this process or its parent is ended; ``flows/serve_command.py`` starts it with its environment."""
    import uvicorn
    from prefect.server.api.server import create_app

    threading.Thread(target=end_with_parent, daemon=True).start()
    app = create_server_app(create_app(final=True), home, open_to_local=open_to_local)
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_LAST_REQUESTS_SECONDS,
    )


if __name__ == "__main__":
    typer.run(main)
