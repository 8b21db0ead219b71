"""The installation's key, with which persons are joined across months without their identifiers being kept."""

import re
import secrets
from pathlib import Path

from sqlalchemy import Engine, select

from data.errors import EnvironmentUnavailable
from data.sentences import both
from tasks.ledger.schema import ABSENCES, CASES
from tasks.storage.key_file import load_or_create_key

_BYTES = 32
_WHOLE = re.compile(r"[0-9a-f]{64}")


def join_key(home: Path, ledger: Engine) -> str:
    """Return the key as hexadecimal digits; the first time it is made, readable for its owner alone.

    Raises ``EnvironmentUnavailable`` when it can be neither read nor written, is not whole, or is gone while the ledger
    holds persons that were joined by it: another key would forget every one of them.
    """
    place = home / "keys" / "join.key"
    if not place.exists() and _joined_any(ledger):
        raise EnvironmentUnavailable(both("key_lost", file=place))
    try:
        key = load_or_create_key(place, f"{secrets.token_hex(_BYTES)}\n".encode()).decode("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise EnvironmentUnavailable(both("key_broken", file=place, reason=reason)) from error
    if not _WHOLE.fullmatch(key):
        raise EnvironmentUnavailable(both("key_lost", file=place))
    return key


def _joined_any(ledger: Engine) -> bool:
    with ledger.connect() as connection:
        return any(
            connection.execute(select(table.c.id).where(table.c.person_key.is_not(None)).limit(1)).first() is not None
            for table in (ABSENCES, CASES)
        )
