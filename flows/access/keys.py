"""The server's own key in ``<home>/keys/server.key``: it signs cookies and proves a server to a command."""

import hashlib
import hmac
import secrets
from pathlib import Path

from itsdangerous import BadSignature, TimestampSigner

from data.errors import EnvironmentUnavailable
from data.reference import limit
from data.sentences import both
from tasks.storage.key_file import load_or_create_key

LOCAL_MACHINE = "mesin-lokal"
"""Account name of the installation's own processes; no person can have it."""

_BYTES = 32
_SECONDS_AN_HOUR = 3600


def server_key(home: Path) -> bytes:
    """Return the key of a home, made at first use and readable by its owner alone."""
    path = server_key_path(home)
    try:
        return load_or_create_key(path, secrets.token_bytes(_BYTES))
    except OSError as error:
        raise EnvironmentUnavailable(both("broken_home", folder=path.parent, error=error)) from error


def server_key_path(home: Path) -> Path:
    """Return where a home keeps its server's key."""
    return home / "keys" / "server.key"


def signature(key: bytes, *words: str) -> str:
    """Return the HMAC-SHA-256 of some words in hexadecimal digits."""
    return hmac.new(key, "\n".join(words).encode(), hashlib.sha256).hexdigest()


def machine_password(key: bytes) -> str:
    """Return a password of the installation's own processes; it is good for some hours."""
    return _signer(key).sign(secrets.token_hex(8)).decode()


def is_machine_password(key: bytes, password: str) -> bool:
    """Tell whether a password was made by ``machine_password`` with the same key and is still good."""
    try:
        _signer(key).unsign(password, max_age=int(limit("machine_password_hours") * _SECONDS_AN_HOUR))
    except BadSignature:
        return False
    return True


def machine_credentials(home: Path) -> str:
    """Return ``name:password`` of the installation's own processes, as Prefect's client sends it."""
    return f"{LOCAL_MACHINE}:{machine_password(server_key(home))}"


def serve_credentials() -> str:
    """Return ``name:password`` for a server and the processes beside it; it is good while that server is served."""
    return f"{LOCAL_MACHINE}:{secrets.token_hex(_BYTES)}"


def server_proof(key: bytes, challenge: str, port: int) -> str:
    """Return what only a server of the key's home can answer to a challenge that came in at a port.

    The port is part of it, so that nobody can pass the challenge on to the real server and the answer back.
    """
    return signature(key, "server proof", challenge, str(port))


def _signer(key: bytes) -> TimestampSigner:
    return TimestampSigner(key, salt="machine password", digest_method=hashlib.sha256)
