"""Copies kept under the SHA-256 of their bytes: read only while they are whole."""

from hashlib import sha256
from pathlib import Path


def whole_copy(copy: Path, digest: str) -> bytes | None:
    """Return the bytes of a copy in the archive; None when it is gone or holds others than those of its SHA-256.

    Raises ``OSError`` when the archive cannot be read.
    """
    try:
        content = copy.read_bytes()
    except FileNotFoundError:
        return None
    return content if sha256(content).hexdigest() == digest else None
