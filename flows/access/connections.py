"""Connections that say nothing, or everything too slowly, are ended, and one address holds only so many.

uvicorn ends a connection that is idle after an answer, but waits for ever for the first request's headers.
"""

import asyncio
from collections import Counter
from ipaddress import ip_address

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from data.reference import limit

_open: Counter[str] = Counter()


class BoundedProtocol(H11Protocol):
    """uvicorn's protocol with a time limit for headers and a number of connections for each address and for all."""

    _late: asyncio.TimerHandle | None = None
    _address = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        _open[self._address] += 1
        if self._are_too_many():
            transport.abort()
            return
        self._wait_for_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._stop_waiting()
        _open[self._address] -= 1
        if not _open[self._address]:
            del _open[self._address]

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self._late is None:
            self._wait_for_headers()

    def _are_too_many(self) -> bool:
        # a proxy on this machine brings everybody's connections from one address
        is_near = not self._address or ip_address(self._address).is_loopback
        of_address = 0 if is_near else _open[self._address]
        return of_address > limit("connections_address") or _open.total() > limit("connections_all")

    def _wait_for_headers(self) -> None:
        self._late = self.loop.call_later(limit("header_seconds"), self._end_if_late)

    def _stop_waiting(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _end_if_late(self) -> None:
        self._late = None
        if self.conn.their_state is h11.IDLE:
            self.transport.abort()
