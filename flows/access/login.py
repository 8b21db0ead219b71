"""Logging in and out: a form, and a cookie that scripts cannot read."""

from urllib.parse import parse_qs

from starlette.authentication import AuthenticationError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.status import (
    HTTP_303_SEE_OTHER,
    HTTP_401_UNAUTHORIZED,
    HTTP_413_CONTENT_TOO_LARGE,
    HTTP_429_TOO_MANY_REQUESTS,
)

from data.sentences import text
from flows.access.access_log import AccessLog
from flows.access.authentication import AuthBackend, TooManyAttempts
from flows.access.gate import LOGIN
from flows.access.sessions import COOKIE, new_session, session_seconds
from flows.pages.rendering import page

_HOME = "/unduh/"
_MOST_BYTES = 4096


def login_routes(auth_backend: AuthBackend, log: AccessLog) -> list[Route]:
    """Return the routes ``/masuk`` and ``/keluar``."""

    async def show(request: Request) -> Response:
        return _form(request, request.query_params.get("lanjut", _HOME))

    async def log_in(request: Request) -> Response:
        form = await _fields(request)
        if form is None:
            return Response(status_code=HTTP_413_CONTENT_TOO_LARGE)
        following = form.get("lanjut", _HOME)
        address = request.client.host if request.client else ""
        try:
            _, user = await auth_backend.identify(form.get("nama", ""), form.get("sandi", ""), address)
        except AuthenticationError as wrong:
            often = isinstance(wrong, TooManyAttempts)
            status = HTTP_429_TOO_MANY_REQUESTS if often else HTTP_401_UNAUTHORIZED
            log.write(request, str(wrong), "login_failed", LOGIN, status)
            return _form(request, following, text("log_in_blocked" if often else "log_in_failed", "id"), status)
        account = auth_backend.accounts.get(user.display_name)
        if account is None:  # the installation's own processes have no session
            return _form(request, following, text("log_in_failed", "id"), HTTP_401_UNAUTHORIZED)
        log.write(request, user, "login", LOGIN, HTTP_303_SEE_OTHER)
        response = RedirectResponse(_own_path(following), HTTP_303_SEE_OTHER)
        response.set_cookie(
            COOKIE,
            new_session(auth_backend.key, account),
            max_age=session_seconds(),
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return response

    async def log_out(_: Request) -> Response:
        response = RedirectResponse(LOGIN, HTTP_303_SEE_OTHER)
        response.delete_cookie(COOKIE)
        return response

    return [
        Route(LOGIN, show, methods=["GET"]),
        Route(LOGIN, log_in, methods=["POST"]),
        Route("/keluar", log_out, methods=["POST"]),
    ]


def _form(request: Request, following: str, trouble: str = "", status: int = 200) -> Response:
    return page(request, "login.html", {"next": _own_path(following), "trouble": trouble}, status)


def _own_path(path: str) -> str:
    """Return the path if it leads into this server, else the first page: a link must not send people elsewhere."""
    stays = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if stays else _HOME


async def _fields(request: Request) -> dict[str, str] | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            return None
    return {name: values[0] for name, values in parse_qs(body.decode(errors="replace")).items()}
