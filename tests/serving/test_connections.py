"""How many connections one address may hold (W4); those of this machine may be of a proxy, and so of everybody."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from flows.access import connections
from flows.access.connections import BoundedProtocol

FEW, ALL = 3, 6


class _Line(asyncio.Transport):
    """A connection from an address; ``ended``: the server has dropped it."""

    def __init__(self, address: str) -> None:
        super().__init__({"peername": (address, 40_000), "sockname": ("10.0.0.1", 4200)})
        self.ended = False

    def abort(self) -> None:
        self.ended = True

    def close(self) -> None:
        """Close it from this side; it is gone already."""

    def is_closing(self) -> bool:
        return self.ended


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = {"connections_address": FEW, "connections_all": ALL, "header_seconds": 60}
    monkeypatch.setattr(connections, "limit", limits.__getitem__)


@contextmanager
def _open(*addresses: str) -> Iterator[list[_Line]]:
    """Open a silent connection from each address, in this order."""
    lines = [_Line(address) for address in addresses]
    protocols = [_protocol() for _ in lines]
    for protocol, line in zip(protocols, lines, strict=True):
        protocol.connection_made(line)
    yield lines
    for protocol in protocols:
        protocol.connection_lost(None)


def _protocol() -> BoundedProtocol:
    return BoundedProtocol(Config(app=None, log_config=None), ServerState(), {}, asyncio.get_running_loop())


def _ended(*addresses: str) -> list[bool]:
    async def hold() -> list[bool]:
        with _open(*addresses) as lines:
            return [line.ended for line in lines]

    return asyncio.run(hold())


def test_an_address_that_takes_too_many_loses_its_own_oldest_and_nobody_elses() -> None:
    greedy, other = "192.0.2.7", "192.0.2.8"
    assert _ended(other, *[greedy] * (FEW + 2)) == [False, True, True, False, False, False]


def test_the_machine_itself_may_hold_as_many_as_there_are() -> None:
    assert _ended(*["127.0.0.1"] * (FEW + 2)) == [False] * (FEW + 2)


def test_who_comes_when_all_are_taken_gets_the_place_of_the_longest_silent() -> None:
    assert _ended(*[f"192.0.2.{number}" for number in range(ALL + 1)]) == [True, *[False] * ALL]


def test_an_ended_connection_is_counted_no_more() -> None:
    async def twice() -> list[bool]:
        with _open(*["192.0.2.7"] * FEW):
            pass
        with _open(*["192.0.2.7"] * FEW) as lines:
            return [line.ended for line in lines]

    assert asyncio.run(twice()) == [False] * FEW
