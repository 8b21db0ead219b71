"""The server's process: Prefect's own application and the download page on one port, behind one gate."""

import os
from collections.abc import AsyncIterator, Callable, Mapping
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

from data.sentences import text
from flows.access.access_log import AccessLog
from flows.access.authentication import AuthBackend
from flows.access.authorization import AuthorizationMiddleware
from flows.access.busy_database import BusyDatabase
from flows.access.equal_runs import EqualRuns
from flows.access.headers import SecurityHeaders
from flows.access.login import login_routes
from flows.access.proof import proof_route
from flows.access.refusals import wrong_password
from flows.access.sessions import SessionCookie
from flows.child_process import end_with_parent
from flows.downloads.inspector_files import inspector_routes
from flows.downloads.recorded import ask_ledger
from flows.downloads.routes import download_routes
from flows.pages.rendering import STYLE, style

if TYPE_CHECKING:
    from fastapi import FastAPI

_LOCAL_NAMES = ["localhost", "127.0.0.1", "[::1]"]
_LAST_REQUESTS_SECONDS = 5


def create_server_app(
    prefect_app: "FastAPI",
    home: Path,
    *,
    open_to_local: bool,
    served_with: str = "",
    show_entry: Callable[[str], None] = lambda _: None,
) -> Starlette:
    """Return the ASGI application around Prefect's.

    ``open_to_local``: there is no account and the server is bound to loopback, so that the person at this machine
    enters with the key that the terminal shows (``show_entry`` prints the next address); requests that name another
    host are refused then, lest a foreign page gets in by a name of its own. ``served_with``: name and password of the
    processes beside this one.
    """
    auth_backend = AuthBackend(home, open_to_local=open_to_local, served_with=served_with)
    log = AccessLog(home)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with prefect_app.router.lifespan_context(prefect_app):
            yield

    return Starlette(
        routes=[
            *login_routes(auth_backend, log, show_entry),
            proof_route(auth_backend.key),
            Route(STYLE, style),
            *download_routes(home / "audits", partial(ask_ledger, home)),
            *inspector_routes(home),
            Mount("/", EqualRuns(BusyDatabase(prefect_app))),
        ],
        middleware=[
            Middleware(SecurityHeaders),
            *([Middleware(TrustedHostMiddleware, allowed_hosts=_LOCAL_NAMES)] if open_to_local else []),
            Middleware(SessionCookie, key=auth_backend.key),
            Middleware(AuthenticationMiddleware, backend=auth_backend, on_error=partial(wrong_password, log=log)),
            Middleware(AuthorizationMiddleware, auth_backend=auth_backend, log=log),
        ],
        lifespan=lifespan,
    )


def main(host: str, port: int, home: Path, open_to_local: bool = False) -> None:
    """Serve until this process or its parent is ended; ``flows/serve_command.py`` starts it with its environment."""
    import uvicorn
    from prefect.server.api.server import create_app

    from flows.access.connections import BoundedProtocol, allow_many_files

    end_with_parent()
    allow_many_files()
    app = create_server_app(
        create_app(final=True),
        home,
        open_to_local=open_to_local,
        served_with=os.environ["PREFECT_API_AUTH_STRING"],
        show_entry=lambda address: typer.echo(text("entry_address", "id", url=address), err=True),
    )
    uvicorn.run(
        app,
        http=BoundedProtocol,
        proxy_headers=trusts_proxy(os.environ),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_LAST_REQUESTS_SECONDS,
    )


def trusts_proxy(environment: Mapping[str, str]) -> bool:
    """Tell whether some address may tell whom it speaks for; by itself uvicorn believes everybody on this machine."""
    return bool(environment.get("FORWARDED_ALLOW_IPS"))


if __name__ == "__main__":
    typer.run(main)
