"""Websockets of machines: Prefect's clients send their password as the first message instead of in the handshake."""

import json
from collections.abc import Awaitable, Callable

from starlette.authentication import AuthenticationError
from starlette.status import WS_1008_POLICY_VIOLATION
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.access.authentication import Identity

SUBPROTOCOL = "prefect"


async def pass_after_password(
    app: ASGIApp, scope: Scope, receive: Receive, send: Send, check: Callable[[str, str], Awaitable[Identity]]
) -> None:
    """Let a websocket through to ``app`` once its first message brought a password that ``check`` accepts.

    Before that nothing but the handshake goes out, and a wrong first message ends the connection. ``check`` raises
    ``AuthenticationError``.
    """
    passed = False

    async def guarded_receive() -> Message:
        nonlocal passed
        message = await receive()
        if passed or message["type"] != "websocket.receive":
            return message
        try:
            name, password = _credentials(message)
            await check(name, password)
        except AuthenticationError:
            await send({"type": "websocket.close", "code": WS_1008_POLICY_VIOLATION})
            return {"type": "websocket.disconnect", "code": WS_1008_POLICY_VIOLATION}
        passed = True
        return message

    async def guarded_send(message: Message) -> None:
        if passed or message["type"] in {"websocket.accept", "websocket.close"}:
            await send(message)

    await app(scope, guarded_receive, guarded_send)


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
