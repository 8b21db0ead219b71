"""Whether a request was made by our own pages: other sites may link to us, but not act in somebody's name."""

from starlette.requests import HTTPConnection

_SAFE = {"GET", "HEAD", "OPTIONS"}


def from_our_pages(connection: HTTPConnection) -> bool:
    """Tell whether a request comes from a page or machine that may change something.

    Reading may come from anywhere. A browser names the origin of what it sends; a machine names none, and then it must
    have sent its password itself: a cookie alone doesn't do.
    """
    if connection.scope.get("method") in _SAFE:  # a websocket has none
        return True
    origin = connection.headers.get("origin")
    if origin is not None:
        host = connection.headers.get("host", "").lower()
        return host != "" and origin.lower() in {f"{scheme}://{host}" for scheme in ("http", "https")}
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return not connection.cookies
