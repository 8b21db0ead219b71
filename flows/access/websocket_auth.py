"""Websockets: who opens one is known before the application hears of it, is few, and is asked again while it is open.

Prefect's clients send their password as the first message instead of in the handshake. That message is read here, for
some seconds, so that a silent stranger holds none of the places of Prefect's own request limiter.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from starlette.authentication import AuthenticationError
from starlette.requests import HTTPConnection
from starlette.status import WS_1008_POLICY_VIOLATION, WS_1013_TRY_AGAIN_LATER
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.reference import limit
from flows.access.authentication import KnownUser

SUBPROTOCOL = "prefect"

Check = Callable[[str, str], Awaitable[KnownUser]]


class TooManySockets(Exception):
    """An address or an account has as many open as it may, or all together have."""


class Sockets:
    """The open websockets of a server, counted by who or what holds them."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()

    @contextmanager
    def place(self, holder: str, most: str, most_of_all: str = "") -> Iterator[None]:
        """Hold a place for a block; ``most`` and ``most_of_all`` name limits. Raises ``TooManySockets``."""
        if self._open[holder] >= limit(most) or (most_of_all and self._open[most_of_all] >= limit(most_of_all)):
            raise TooManySockets
        self._open.update([holder, most_of_all])
        try:
            yield
        finally:
            self._open.subtract([holder, most_of_all])
            self._open += Counter()  # without those that stand at nothing


async def pass_known(
    app: ASGIApp, scope: Scope, receive: Receive, send: Send, user: KnownUser, sockets: Sockets
) -> None:
    """Let a websocket of somebody known through to ``app`` for as long as he stays known."""
    try:
        with sockets.place(f"account {user.display_name}", "sockets_account", "sockets_all"):
            await _while_known(app, scope, receive, send, user)
    except TooManySockets:
        await send({"type": "websocket.close", "code": WS_1013_TRY_AGAIN_LATER})


async def pass_after_password(
    app: ASGIApp, scope: Scope, receive: Receive, send: Send, check: Check, sockets: Sockets
) -> None:
    """Let a websocket through once its first message brought a password that ``check`` accepts.

    Before that nothing but the handshake goes out; a wrong or late first message ends the connection. ``check`` raises
    ``AuthenticationError``.
    """
    client = HTTPConnection(scope).client
    try:
        with sockets.place(f"address {client.host if client else ''}", "sockets_stranger", "sockets_strangers"):
            await receive()  # the handshake
            await send({"type": "websocket.accept", "subprotocol": SUBPROTOCOL})
            async with asyncio.timeout(limit("first_message_seconds")):
                first = await receive()
            name, password = _credentials(first)
            user = await check(name, password)
    except (AuthenticationError, TimeoutError):
        await send({"type": "websocket.close", "code": WS_1008_POLICY_VIOLATION})
        return
    except TooManySockets:
        await send({"type": "websocket.close", "code": WS_1013_TRY_AGAIN_LATER})
        return
    waiting: list[Message] = [first, {"type": "websocket.connect"}]

    async def receive_again() -> Message:
        return waiting.pop() if waiting else await receive()

    async def send_what_is_new(message: Message) -> None:
        if message["type"] != "websocket.accept":
            await send(message)

    await pass_known(app, scope, receive_again, send_what_is_new, user, sockets)


async def _while_known(app: ASGIApp, scope: Scope, receive: Receive, send: Send, user: KnownUser) -> None:
    closed = False

    async def send_while_open(message: Message) -> None:
        if not closed:
            await send(message)

    serving = asyncio.ensure_future(app(scope, receive, send_while_open))
    try:
        while not serving.done():
            await asyncio.wait([serving], timeout=limit("socket_recheck_seconds"))
            if not serving.done() and not user.is_still_known():
                closed = True
                await send({"type": "websocket.close", "code": WS_1008_POLICY_VIOLATION})
                return
        await serving
    finally:
        serving.cancel()


def _credentials(message: Message) -> tuple[str, str]:
    try:
        content = json.loads(message.get("text") or message.get("bytes") or "")
        if content["type"] != "auth":
            raise AuthenticationError("")
        name, colon, password = content["token"].partition(":")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AuthenticationError("") from error
    if not colon:
        raise AuthenticationError("")
    return name, password
