"""Connections that say nothing, or everything too slowly, are ended, and one address holds only so many.

uvicorn ends a connection that is idle after an answer, but waits for ever for the first request's headers.
"""

import asyncio
import resource
from collections import Counter
from ipaddress import ip_address
from typing import ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from data.reference import limit


class BoundedProtocol(H11Protocol):
    """uvicorn's protocol with a time limit for headers and a number of connections for each address and for all.

    Who comes when all are taken gets the place of the one that has been silent longest.
    """

    _open: ClassVar[Counter[str]] = Counter()
    _silent: ClassVar[dict["BoundedProtocol", asyncio.TimerHandle]] = {}
    _address: str | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        self._open[self._address] += 1
        self._wait_for_headers()
        # a proxy on this machine brings everybody's connections from one address
        is_near = not self._address or ip_address(self._address).is_loopback
        if not is_near and self._open[self._address] > limit("connections_address"):
            self._end_longest_silent(self._address)
        elif self._open.total() > limit("connections_all"):
            self._end_longest_silent(None)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._leave()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self not in self._silent:
            self._wait_for_headers()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._leave()  # the gate counts it from here on
        super().handle_websocket_upgrade(event)

    def _end_longest_silent(self, address: str | None) -> None:
        silent = (other for other in self._silent if address is None or other._address == address)
        ended = next(silent, self)
        ended._stop_waiting()
        ended.transport.abort()

    def _leave(self) -> None:
        self._stop_waiting()
        if self._address is not None:
            self._open[self._address] -= 1
            if not self._open[self._address]:
                del self._open[self._address]
            self._address = None

    def _wait_for_headers(self) -> None:
        self._silent[self] = self.loop.call_later(limit("header_seconds"), self._end_if_silent)

    def _stop_waiting(self) -> None:
        late = self._silent.pop(self, None)
        if late is not None:
            late.cancel()

    def _end_if_silent(self) -> None:
        self._silent.pop(self, None)
        if self.conn.their_state is h11.IDLE:
            self.transport.abort()


def allow_many_files() -> None:
    """Let this process open as many files as its user may: the usual soft limit is 1,024 connections."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
