"""The server's own key in ``<home>/keys/server.key``: it signs sessions and lets the installation's processes in."""

import hashlib
import hmac
import secrets
from pathlib import Path

from data.errors import EnvironmentUnavailable
from data.sentences import both
from tasks.storage.key_file import load_or_create_key

LOCAL_MACHINE = "mesin-lokal"
"""Account name of the installation's own processes; no person can have it."""

_BYTES = 32


def server_key(home: Path) -> bytes:
    """Return the key of a home, made at first use and readable by its owner alone."""
    path = server_key_path(home)
    try:
        return load_or_create_key(path, secrets.token_bytes(_BYTES))
    except OSError as error:
        raise EnvironmentUnavailable(both("broken_home", folder=path.parent, error=error.strerror)) from error


def server_key_path(home: Path) -> Path:
    """Return where a home keeps its server's key."""
    return home / "keys" / "server.key"


def signature(key: bytes, *words: str) -> str:
    """Return the HMAC-SHA-256 of some words in hexadecimal digits."""
    return hmac.new(key, "\n".join(words).encode(), hashlib.sha256).hexdigest()


def machine_password(key: bytes) -> str:
    """Return the password of the installation's own processes."""
    return signature(key, "machine")


def machine_credentials(home: Path) -> str:
    """Return ``name:password`` of the installation's own processes, as Prefect's client sends it."""
    return f"{LOCAL_MACHINE}:{machine_password(server_key(home))}"
