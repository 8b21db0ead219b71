"""Who gets through to what the server offers: deny by default, bodies by list, and write down who did what."""

import json
import re
from collections.abc import Collection
from typing import Any

import httpx
from starlette.authentication import AuthenticationError
from starlette.requests import HTTPConnection
from starlette.status import (
    HTTP_400_BAD_REQUEST,
    HTTP_403_FORBIDDEN,
    HTTP_408_REQUEST_TIMEOUT,
    HTTP_413_CONTENT_TOO_LARGE,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.access.access_log import ASKED, AccessLog
from flows.access.accounts import LOCAL_ROLE, Role
from flows.access.allowed_fields import FieldNotAllowed, allowed_body, canonical
from flows.access.authentication import AuthBackend, KnownUser
from flows.access.bodies import BodyTooLarge, BodyTooSlow, most_bytes, read_body, replay
from flows.access.csrf import from_our_pages
from flows.access.refusals import ask_for_password, refuse, status_of
from flows.access.rights import ANYONE, Right, right_for
from flows.access.run_account import with_account
from flows.access.websocket_auth import SUBPROTOCOL, Sockets, pass_after_password, pass_known

_VALIDATE = "/api/ui/schemas/validate"
_DEPLOYMENTS = "/api/deployments/filter"
_RUN = re.compile(r"/api/flow_runs/[0-9a-f-]{36}(?=/|$)")


class AuthorizationMiddleware:
    """ASGI middleware; Starlette's ``AuthenticationMiddleware`` around it has told who is asking.

    Kept by hand: no library knows the routes of Prefect's application, nor which fields of theirs are whose.
    """

    def __init__(self, app: ASGIApp, auth_backend: AuthBackend, log: AccessLog) -> None:
        self._app = app
        self._auth_backend = auth_backend
        self._log = log
        self._sockets = Sockets()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._pass_request(HTTPConnection(scope), receive, send)
        elif scope["type"] == "websocket":
            await self._pass_websocket(HTTPConnection(scope), receive, send)
        else:
            await self._app(scope, receive, send)

    async def _pass_request(self, asking: HTTPConnection, receive: Receive, send: Send) -> None:
        scope = asking.scope
        right = right_for(scope["method"], scope["path"])
        refused = self._refused(asking, right)
        if refused == "login_needed":
            await ask_for_password(asking)(scope, receive, send)
            return
        if refused:
            words = ", ".join(sorted(asking.auth.scopes))
            await refuse(refused, HTTP_403_FORBIDDEN, roles=words)(scope, receive, send)
            return
        roles = frozenset(asking.auth.scopes)
        try:
            body = await read_body(scope, receive, most_bytes(roles))
            if Role.MACHINE in roles:
                await self._spare_other_runs(scope["path"], scope["method"])
            if ANYONE not in right.roles:
                schemas = await self._schemas() if scope["path"] == _VALIDATE else ()
                body = allowed_body(scope["method"], scope["path"], roles, body, schemas)
        except BodyTooLarge:
            await refuse("body_too_large", HTTP_413_CONTENT_TOO_LARGE)(scope, receive, send)
        except BodyTooSlow:
            await refuse("body_too_slow", HTTP_408_REQUEST_TIMEOUT)(scope, receive, send)
        except FieldNotAllowed as wrong:
            self._log.write(asking, asking.user, "refused", right.path, HTTP_400_BAD_REQUEST)
            await refuse("field_not_allowed", HTTP_400_BAD_REQUEST, field=str(wrong)[:40])(scope, receive, send)
        else:
            if right.action == "run" and LOCAL_ROLE not in roles:
                body = with_account(body, asking.user.display_name)
            if right.action:
                self._log.write(asking, asking.user, right.action, scope["path"], ASKED)
            scope["headers"] = [
                *((name, value) for name, value in scope["headers"] if name not in {b"content-length"}),
                *([(b"content-length", str(len(body)).encode())] if body else []),
            ]
            await self._app(scope, replay(body, receive), self._logging(asking, right, send))

    async def _pass_websocket(self, asking: HTTPConnection, receive: Receive, send: Send) -> None:
        right = right_for("WS", asking.scope["path"])
        if not asking.user.is_authenticated and _speaks_prefect(asking):

            async def check(name: str, password: str) -> KnownUser:
                try:
                    credentials, user = await self._auth_backend.identify(name, password, asking)
                except AuthenticationError as wrong:
                    self._log.write(asking, str(wrong), "login_failed", right.path, status_of(wrong))
                    raise
                if not right.roles & set(credentials.scopes):
                    raise AuthenticationError(name)
                return user

            await pass_after_password(self._app, asking.scope, receive, send, check, self._sockets)
        elif self._refused(asking, right):
            await send({"type": "websocket.close", "code": 1008})
        else:
            await pass_known(self._app, asking.scope, receive, send, asking.user, self._sockets)

    def _refused(self, asking: HTTPConnection, right: Right) -> str:
        """Return the code of the sentence why somebody does not get through; empty where he does."""
        reason = ""
        if not from_our_pages(asking):
            reason = "foreign_origin"
        elif ANYONE in right.roles or right.roles & set(asking.auth.scopes):
            return ""
        elif not asking.user.is_authenticated:
            return "login_needed"
        self._log.write(asking, asking.user, "refused", right.path, HTTP_403_FORBIDDEN)
        return reason or "not_your_role"

    def _logging(self, asking: HTTPConnection, right: Right, send: Send) -> Send:
        if not right.action:
            return send

        async def write_then_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._log.write(asking, asking.user, right.action, asking.scope["path"], message["status"])
            await send(message)

        return write_then_send

    async def _spare_other_runs(self, path: str, method: str) -> None:
        """Raise ``FieldNotAllowed`` when a worker would change a run that the server's own runner executes."""
        run = _RUN.match(path) if method != "GET" else None
        told = await self._ask_inside("GET", run[0]) if run else None
        if told and told["deployment_id"] is not None and told["work_pool_name"] is None:
            raise FieldNotAllowed("id")

    async def _schemas(self) -> Collection[str]:
        """Return the parameter schemas of all deployments, as ``canonical`` JSON."""
        offered = await self._ask_inside("POST", _DEPLOYMENTS)
        return {canonical(deployment["parameter_openapi_schema"]) for deployment in offered}

    async def _ask_inside(self, method: str, path: str) -> Any:
        """Return what Prefect's application answers to the installation itself; nothing where it refuses."""
        inside = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=inside, base_url="http://inside") as client:
            reply = await client.request(method, path, json={} if method == "POST" else None)
        return json.loads(reply.content) if reply.is_success else []


def _speaks_prefect(asking: HTTPConnection) -> bool:
    offered = asking.headers.get("sec-websocket-protocol", "")
    return SUBPROTOCOL in {word.strip() for word in offered.split(",")}
