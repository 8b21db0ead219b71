"""The body of a request: read whole before anything behind the gate hears of it, bounded in bytes and time."""

import asyncio
import math

from starlette.types import Message, Receive, Scope

from data.reference import limit
from flows.access.accounts import LOCAL_ROLE, Role


class BodyTooLarge(Exception):
    """More bytes than the asking role may send."""


class BodyTooSlow(Exception):
    """Not whole within its time, or given up by who sent it."""


def most_bytes(roles: frozenset[str]) -> int:
    """Return how many bytes a request of some roles may hold; without any role it is a log-in form."""
    if roles & {LOCAL_ROLE, Role.MACHINE}:
        return int(limit("body_bytes_machine"))
    return int(limit("body_bytes_person" if roles else "body_bytes_stranger"))


async def read_body(scope: Scope, receive: Receive, most: int) -> bytes:
    """Return a request's whole body. Raises ``BodyTooLarge`` or ``BodyTooSlow``."""
    stated = dict(scope["headers"]).get(b"content-length", b"0")
    if not stated.isdigit() or len(stated) > len(str(most)) or int(stated) > most:
        raise BodyTooLarge
    try:
        async with asyncio.timeout(limit("body_seconds")):
            return await whole_body(receive, most)
    except TimeoutError as error:
        raise BodyTooSlow from error


def replay(body: bytes, receive: Receive) -> Receive:
    """Return a ``receive`` that gives a body that was read already, then whatever comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return waiting.pop() if waiting else await receive()

    return receive_again


async def whole_body(receive: Receive, most: float = math.inf) -> bytes:
    """Return a body of ``most`` bytes at most; without a limit one that was bounded before."""
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise BodyTooSlow
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > most:
            raise BodyTooLarge
        if not message.get("more_body"):
            return b"".join(parts)
