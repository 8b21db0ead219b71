"""The installation's key, with which persons are joined across months without their identifiers being kept."""

import secrets
from pathlib import Path

from data.errors import EnvironmentUnavailable
from data.sentences import both
from tasks.storage.key_file import load_or_create_key

_BYTES = 32


def join_key(home: Path) -> str:
    """Return the key as hexadecimal digits; the first time it is made, readable for its owner alone.

    Raises ``EnvironmentUnavailable`` when it can be neither read nor written: another key would forget every person.
    """
    place = home / "keys" / "join.key"
    try:
        return load_or_create_key(place, f"{secrets.token_hex(_BYTES)}\n".encode()).decode("ascii").strip()
    except OSError as error:
        raise EnvironmentUnavailable(both("key_broken", file=place, reason=error.strerror or error)) from error
