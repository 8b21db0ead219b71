"""The installation's key, with which persons are joined across months without their identifiers being kept."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from data.errors import BrokenPlace
from data.messages import both

_BYTES = 32


def join_key(home: Path) -> str:
    """Return the key as hexadecimal digits; the first time it is made, readable for its owner alone.

    Raises ``BrokenPlace`` when it can be neither read nor written: another key would forget every person.
    """
    place = home / "keys" / "join.key"
    try:
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            _make(place)
        return place.read_text(encoding="ascii").strip()
    except OSError as error:
        raise BrokenPlace(both("key_broken", file=place, reason=error.strerror or error)) from error


def _make(place: Path) -> None:
    """Write a key beside its place and link it there, whole; of two processes that do so at once the first counts."""
    with tempfile.NamedTemporaryFile("w", dir=place.parent, encoding="ascii") as lines:  # readable for the owner alone
        lines.write(f"{secrets.token_hex(_BYTES)}\n")
        lines.flush()
        with suppress(FileExistsError):
            os.link(lines.name, place)
