"""Logging in and out: a form, or the key from the terminal, and a cookie that scripts cannot read."""

from collections.abc import Callable

from starlette.authentication import AuthenticationError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.status import HTTP_303_SEE_OTHER, HTTP_401_UNAUTHORIZED, HTTP_429_TOO_MANY_REQUESTS

from data.sentences import text
from flows.access.access_log import AccessLog
from flows.access.authentication import AuthBackend
from flows.access.entry import ENTRY, LOCAL_PERSON, entry_address
from flows.access.refusals import LOGIN, status_of
from flows.pages.rendering import language_of, page

_HOME = "/unduh/"
_TROUBLE = {HTTP_401_UNAUTHORIZED: "log_in_failed", HTTP_429_TOO_MANY_REQUESTS: "log_in_blocked"}


def login_routes(auth_backend: AuthBackend, log: AccessLog, show_entry: Callable[[str], None]) -> list[Route]:
    """Return the routes for coming in and going out; ``show_entry`` prints the next address with an entry key."""

    async def show(request: Request) -> Response:
        return _form(request, request.query_params.get("lanjut", _HOME))

    async def log_in(request: Request) -> Response:
        async with request.form(max_files=0) as form:
            name, password, following = (str(form.get(field, "")) for field in ("nama", "sandi", "lanjut"))
        try:
            _, user = await auth_backend.identify(name, password, request)
        except AuthenticationError as wrong:
            log.write(request, str(wrong), "login_failed", LOGIN, status_of(wrong))
            return _form(request, following, _TROUBLE[status_of(wrong)], status_of(wrong))
        account = auth_backend.accounts.get(user.display_name)
        if account is None:  # the installation's own processes have no session
            return _form(request, following, "log_in_failed", HTTP_401_UNAUTHORIZED)
        log.write(request, user, "login", LOGIN, HTTP_303_SEE_OTHER)
        auth_backend.sessions.begin(request, account)
        response = RedirectResponse(_own_path(following), HTTP_303_SEE_OTHER)
        auth_backend.devices.remember(request, response, account)
        return response

    async def enter(request: Request) -> Response:
        is_open = LOCAL_PERSON.name in auth_backend.accounts
        if not is_open or not auth_backend.entry_keys.use(request.path_params["key"]):
            log.write(request, "", "login_failed", ENTRY, HTTP_401_UNAUTHORIZED)
            return _form(request, _HOME, "entry_key_used", HTTP_401_UNAUTHORIZED)
        log.write(request, LOCAL_PERSON.name, "login", ENTRY, HTTP_303_SEE_OTHER)
        auth_backend.sessions.begin(request, LOCAL_PERSON)
        show_entry(entry_address(str(request.base_url).rstrip("/"), auth_backend.entry_keys.new()))
        return RedirectResponse("/", HTTP_303_SEE_OTHER)

    async def log_out(request: Request) -> Response:
        log.write(request, request.user, "logout", "/keluar", HTTP_303_SEE_OTHER)
        auth_backend.sessions.end(request)
        return RedirectResponse(LOGIN, HTTP_303_SEE_OTHER)

    return [
        Route(LOGIN, show, methods=["GET"]),
        Route(LOGIN, log_in, methods=["POST"]),
        Route(f"{ENTRY}/{{key}}", enter, methods=["GET"]),
        Route("/keluar", log_out, methods=["POST"]),
    ]


def _form(request: Request, following: str, trouble: str = "", status: int = 200) -> Response:
    """Return the form again, ``trouble`` the key of the sentence that says what went wrong."""
    told = text(trouble, language_of(request)) if trouble else ""
    return page(request, "login.html", {"next": _own_path(following), "trouble": told}, status)


def _own_path(path: str) -> str:
    """Return the path if it leads into this server, else the first page: a link must not send people elsewhere."""
    stays = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if stays else _HOME
