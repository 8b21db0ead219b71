"""The installation's key, with which persons are joined across months without their identifiers being kept."""

import os
import secrets
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
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            made = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return place.read_text(encoding="ascii").strip()
        with os.fdopen(made, "w", encoding="ascii") as lines:
            key = secrets.token_hex(_BYTES)
            lines.write(f"{key}\n")
    except OSError as error:
        raise BrokenPlace(both("key_broken", file=place, reason=error.strerror or error)) from error
    return key
