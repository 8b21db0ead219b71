"""Passwords as scrypt hashes (RFC 7914), each with its own salt and the cost it was made with."""

import base64
import hashlib
import hmac
import os

_SCHEME = "scrypt"
_COST, _BLOCK, _PARALLEL = 2**14, 8, 5  # OWASP Password Storage Cheat Sheet: 16 MiB, five passes
_SALT_BYTES = 16
_MEMORY = 64 * 2**20


def hash_password(password: str) -> str:
    """Return ``scrypt$N$r$p$salt$hash`` for a password."""
    salt = os.urandom(_SALT_BYTES)
    digest = _digest(password, salt, _COST, _BLOCK, _PARALLEL)
    return "$".join([_SCHEME, str(_COST), str(_BLOCK), str(_PARALLEL), _text(salt), _text(digest)])


def verify_password(password: str, stored: str) -> bool:
    """Tell whether a password is the one that ``stored`` was made from; takes about a fifth of a second."""
    scheme, cost, block, parallel, salt, digest = stored.split("$")
    if scheme != _SCHEME:
        return False
    found = _digest(password, base64.b64decode(salt), int(cost), int(block), int(parallel))
    return hmac.compare_digest(found, base64.b64decode(digest))


def _digest(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=cost, r=block, p=parallel, maxmem=_MEMORY)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
