"""Whose pages may change something: ours, and machines that send their password; nobody else's."""

import pytest
from starlette.requests import HTTPConnection

from flows.access.csrf import from_our_pages

OURS = "audit.trenggalek.go.id"


def connection(method: str | None, headers: dict[str, str], kind: str = "http") -> HTTPConnection:
    sent = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "headers": sent} | ({"method": method} if method else {})
    return HTTPConnection(scope)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_may_come_from_anywhere(method: str) -> None:
    asked = {"host": OURS, "origin": "https://elsewhere.example", "sec-fetch-site": "cross-site", "cookie": "id=1"}
    assert from_our_pages(connection(method, asked))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "get"])
@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"host": OURS, "origin": f"https://{OURS}", "cookie": "id=1"}, True),
        ({"host": OURS.upper(), "origin": f"http://{OURS}"}, True),
        ({"host": OURS, "origin": f"https://{OURS.upper()}"}, True),
        ({"host": f"{OURS}:4200", "origin": f"http://{OURS}:4200"}, True),
        ({"host": f"{OURS}:4200", "origin": f"http://{OURS}"}, False),
        ({"host": OURS, "origin": "https://elsewhere.example"}, False),
        ({"host": OURS, "origin": f"https://evil.{OURS}"}, False),
        ({"host": OURS, "origin": "null"}, False),
        ({"host": OURS, "origin": "https://["}, False),  # no address at all: refused, not a failure of ours
        ({"host": OURS, "origin": f"ftp://{OURS}"}, False),
        ({"host": "", "origin": "https://"}, False),
        ({"origin": "https://none"}, False),
        ({"origin": "https://xxxx"}, False),
        ({"host": OURS, "origin": ""}, False),
        ({"origin": ""}, False),
        ({"origin": f"https://{OURS}"}, False),
        # The origin decides, whatever else the browser says.
        ({"host": OURS, "origin": "https://elsewhere.example", "sec-fetch-site": "same-origin"}, False),
        ({"host": OURS, "sec-fetch-site": "same-origin", "cookie": "id=1"}, True),
        ({"host": OURS, "sec-fetch-site": "same-site"}, False),
        ({"host": OURS, "sec-fetch-site": "cross-site"}, False),
        ({"host": OURS, "sec-fetch-site": "none"}, False),
        ({"host": OURS, "sec-fetch-site": ""}, False),
        ({"host": OURS}, True),  # a machine, which sends its password itself
        ({"host": OURS, "cookie": "id=1"}, False),
    ],
)
def test_what_changes_something_comes_from_our_pages(method: str, headers: dict[str, str], ours: bool) -> None:
    assert from_our_pages(connection(method, headers)) is ours


def test_a_websocket_is_asked_like_what_changes_something() -> None:
    assert not from_our_pages(connection(None, {"host": OURS, "origin": "https://elsewhere.example"}, "websocket"))
    assert from_our_pages(connection(None, {"host": OURS, "origin": f"https://{OURS}"}, "websocket"))
    assert not from_our_pages(connection(None, {"host": OURS, "cookie": "id=1"}, "websocket"))
