"""How the server says no: a sentence in the form that Prefect's interface and clients show, or the log-in page."""

from starlette.authentication import AuthenticationError
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.status import HTTP_303_SEE_OTHER, HTTP_401_UNAUTHORIZED, HTTP_429_TOO_MANY_REQUESTS

from data.sentences import text
from flows.access.access_log import AccessLog
from flows.access.authentication import TooManyAttempts
from flows.access.rights import right_for

LOGIN = "/masuk"


def refuse(code: str, status: int, **values: str) -> Response:
    """Refuse with a sentence of messages.csv."""
    told = text(code, "id", **values)
    return JSONResponse({"detail": told, "exception_message": told}, status)


def ask_for_password(asking: HTTPConnection) -> Response:
    """Send a person to the log-in page, and tell a machine that it needs an account."""
    if asking.headers.get("sec-fetch-mode") == "navigate" or "text/html" in asking.headers.get("accept", ""):
        return RedirectResponse(f"{LOGIN}?lanjut={asking.scope['path']}", HTTP_303_SEE_OTHER)
    response = refuse("login_needed", HTTP_401_UNAUTHORIZED)
    if "sec-fetch-mode" not in asking.headers:  # a browser would open its own dialogue over our page
        response.headers["www-authenticate"] = 'Basic realm="netralitas", charset="UTF-8"'
    return response


def wrong_password(asking: HTTPConnection, error: AuthenticationError, log: AccessLog) -> Response:
    """Answer a request whose name and password are wrong, or came too often."""
    path = right_for(asking.scope.get("method", "WS"), asking.scope["path"]).path
    log.write(asking, str(error), "login_failed", path, status_of(error))
    code = "too_many_logins" if isinstance(error, TooManyAttempts) else "wrong_password"
    return refuse(code, status_of(error))


def status_of(error: AuthenticationError) -> int:
    """Return the status that a failed log-in is answered with."""
    return HTTP_429_TOO_MANY_REQUESTS if isinstance(error, TooManyAttempts) else HTTP_401_UNAUTHORIZED
