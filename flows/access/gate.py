"""The gate around everything that the server offers: deny by default, and write down who did what."""

from starlette.authentication import AuthenticationError
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.status import HTTP_303_SEE_OTHER, HTTP_401_UNAUTHORIZED, HTTP_403_FORBIDDEN, HTTP_429_TOO_MANY_REQUESTS
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.sentences import text
from flows.access.access_log import AccessLog
from flows.access.authentication import AuthBackend, Identity, TooManyAttempts
from flows.access.csrf import from_our_pages
from flows.access.rights import ANYONE, Right, right_for
from flows.access.websocket_auth import SUBPROTOCOL, pass_after_password

LOGIN = "/masuk"


class Gate:
    """ASGI middleware; Starlette's ``AuthenticationMiddleware`` around it has told who is asking."""

    def __init__(self, app: ASGIApp, auth_backend: AuthBackend, log: AccessLog) -> None:
        self._app = app
        self._doorkeeper = auth_backend
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        asking = HTTPConnection(scope)
        right = right_for(scope.get("method", "WS"), scope["path"])
        if scope["type"] == "websocket" and not asking.user.is_authenticated and _speaks_prefect(asking):
            await self._pass_websocket(asking, right, receive, send)
            return
        refusal = self._refusal(asking, right)
        if refusal is None:
            await self._app(scope, receive, self._logging(asking, right, send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, send)

    def _refusal(self, asking: HTTPConnection, right: Right) -> Response | None:
        if not from_our_pages(asking):
            self._log.write(asking, asking.user, "refused", right.path, HTTP_403_FORBIDDEN)
            return refuse("foreign_origin", HTTP_403_FORBIDDEN)
        if ANYONE in right.roles or right.roles & set(asking.auth.scopes):
            return None
        if not asking.user.is_authenticated:
            return ask_for_password(asking)
        self._log.write(asking, asking.user, "refused", right.path, HTTP_403_FORBIDDEN)
        return refuse("not_your_role", HTTP_403_FORBIDDEN, roles=", ".join(sorted(asking.auth.scopes)))

    def _logging(self, asking: HTTPConnection, right: Right, send: Send) -> Send:
        if not right.action:
            return send

        async def write_then_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._log.write(asking, asking.user, right.action, asking.scope["path"], message["status"])
            await send(message)

        return write_then_send

    async def _pass_websocket(self, asking: HTTPConnection, right: Right, receive: Receive, send: Send) -> None:
        address = asking.client.host if asking.client else ""

        async def check(name: str, password: str) -> Identity:
            try:
                identity = await self._doorkeeper.identify(name, password, address)
            except AuthenticationError as wrong:
                self._log.write(asking, str(wrong), "login_failed", right.path, HTTP_401_UNAUTHORIZED)
                raise
            if not right.roles & set(identity[0].scopes):
                raise AuthenticationError(name)
            return identity

        await pass_after_password(self._app, asking.scope, receive, send, check)


def wrong_password(asking: HTTPConnection, error: AuthenticationError, log: AccessLog) -> Response:
    """Answer a request whose name and password are wrong, or came too often."""
    status = HTTP_429_TOO_MANY_REQUESTS if isinstance(error, TooManyAttempts) else HTTP_401_UNAUTHORIZED
    path = right_for(asking.scope.get("method", "WS"), asking.scope["path"]).path
    log.write(asking, str(error), "login_failed", path, status)
    return refuse("too_many_logins" if status == HTTP_429_TOO_MANY_REQUESTS else "wrong_password", status)


def ask_for_password(asking: HTTPConnection) -> Response:
    """Send a person to the log-in page, and tell a machine that it needs an account."""
    if asking.headers.get("sec-fetch-mode") == "navigate" or "text/html" in asking.headers.get("accept", ""):
        return RedirectResponse(f"{LOGIN}?lanjut={asking.scope['path']}", HTTP_303_SEE_OTHER)
    response = refuse("login_needed", HTTP_401_UNAUTHORIZED)
    if "sec-fetch-mode" not in asking.headers:  # a browser would open its own dialogue over our page
        response.headers["www-authenticate"] = 'Basic realm="netralitas", charset="UTF-8"'
    return response


def refuse(code: str, status: int, *, roles: str = "") -> Response:
    """Refuse with a sentence, in the form that Prefect's interface and clients show."""
    told = text(code, "id", roles=roles)
    return JSONResponse({"detail": told, "exception_message": told}, status)


def _speaks_prefect(asking: HTTPConnection) -> bool:
    offered = asking.headers.get("sec-websocket-protocol", "")
    return SUBPROTOCOL in {word.strip() for word in offered.split(",")}
