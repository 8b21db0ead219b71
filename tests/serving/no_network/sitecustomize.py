"""Python without a network: on the path of a process it refuses every address but this machine's, and notes it."""

import ipaddress
import os
import socket
from pathlib import Path
from typing import Any

_connect, _connect_ex, _getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo


def _refuse_strangers(host: object) -> None:
    if host in (None, "", "localhost", b"localhost"):
        return
    name = host.decode() if isinstance(host, bytes) else str(host)
    try:
        if ipaddress.ip_address(name).is_loopback:
            return
    except ValueError:
        pass
    with Path(os.environ["NO_NETWORK_NOTES"]).open("a", encoding="utf-8") as notes:
        notes.write(f"{name}\n")
    raise OSError(101, "Network is unreachable")


def _require_here(own: socket.socket, address: Any) -> None:
    if own.family in {socket.AF_INET, socket.AF_INET6}:
        _refuse_strangers(address[0])


def _connecting(own: socket.socket, address: Any) -> None:
    _require_here(own, address)
    _connect(own, address)


def _connecting_ex(own: socket.socket, address: Any) -> int:
    _require_here(own, address)
    return _connect_ex(own, address)


def _resolving(host: Any, *arguments: Any, **named: Any) -> Any:
    _refuse_strangers(host)
    return _getaddrinfo(host, *arguments, **named)


socket.socket.connect = _connecting  # type: ignore[method-assign]
socket.socket.connect_ex = _connecting_ex  # type: ignore[method-assign]
socket.getaddrinfo = _resolving
