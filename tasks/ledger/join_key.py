"""The installation's key, with which persons are joined across months without their identifiers being kept.

The ledger knows its key by a fingerprint: another one, such as of a second installation, would know nobody.
"""

import hmac
import re
import secrets
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select

from data.errors import EnvironmentUnavailable
from data.sentences import both
from tasks.ledger.engine import answering
from tasks.ledger.receipts import utc
from tasks.ledger.schema import ABSENCES, CASES, INSTALLATION_KEYS
from tasks.storage.key_file import load_or_create_key

_BYTES = 32
_NAME = "join"
_PURPOSE = b"which key belongs to this ledger"
_WHOLE = re.compile(r"[0-9a-f]{64}")


def join_key(home: Path, ledger: Engine) -> str:
    """Return the key as hexadecimal digits; the first time it is made, readable for its owner alone.

    Raises ``EnvironmentUnavailable`` when it can be neither read nor written, is not whole, is not the ledger's, or is
    gone while the ledger holds persons that were joined by it: another key would forget every one of them.
    """
    place = home / "keys" / "join.key"
    if not place.exists():
        with answering(ledger), ledger.connect() as connection:
            if _joined_any(connection):
                raise EnvironmentUnavailable(both("key_lost", file=place))
    try:
        key = load_or_create_key(place, f"{secrets.token_hex(_BYTES)}\n".encode()).decode("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentUnavailable(both("key_broken", file=place, reason=error)) from error
    if not _WHOLE.fullmatch(key):
        raise EnvironmentUnavailable(both("key_lost", file=place))
    _require_own(ledger, key, place)
    return key


def _require_own(ledger: Engine, key: str, place: Path) -> None:
    """Note a key's fingerprint in a ledger that joins nobody yet by another; raise ``EnvironmentUnavailable`` else."""
    own = hmac.digest(bytes.fromhex(key), _PURPOSE, sha256).hex()
    asked = select(INSTALLATION_KEYS.c.fingerprint).where(INSTALLATION_KEYS.c.name == _NAME)
    with answering(ledger), ledger.begin() as connection:
        known = connection.scalar(asked.order_by(INSTALLATION_KEYS.c.id.desc()).limit(1))
        if known == own:
            return
        if known is not None and _joined_any(connection):
            raise EnvironmentUnavailable(both("key_foreign", file=place))
        noted = {"name": _NAME, "fingerprint": own, "recorded_at": utc(datetime.now(UTC))}
        connection.execute(insert(INSTALLATION_KEYS).values(noted))


def _joined_any(connection: Connection) -> bool:
    return any(
        connection.execute(select(table.c.id).where(table.c.person_key.is_not(None)).limit(1)).first() is not None
        for table in (ABSENCES, CASES)
    )
